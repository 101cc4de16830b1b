"""From an exercise to marks: what goes to a class, what comes back, how it is marked, and what a class did."""
