"""What the pack has for a school's platform: self-checks and exercises as quizzes, in two formats that they import."""
