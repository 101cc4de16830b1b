"""What a reader sees and operates: markup, style, drawings, controls; and how what a cell shows ends."""
