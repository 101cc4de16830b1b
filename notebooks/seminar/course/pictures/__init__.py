"""Pictures of the rows of a table, with their words; ``kinds`` has them by name."""
