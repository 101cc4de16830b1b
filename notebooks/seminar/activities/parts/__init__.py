"""What activities share with each other and with paper, and the second view of some."""
