"""A vote in the room: a desk page for the instructor and a voting page for phones, from this computer alone."""
