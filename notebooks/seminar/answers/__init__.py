"""What a student writes: kept at once, shown in every window, handed in, brought back."""
