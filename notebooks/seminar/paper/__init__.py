"""Everything that is printed: handouts, sheets and forms, the kit, and the papers of a course."""
