"""One phenomenon a file: pure functions, numbers in, a table or a number out. Nothing here knows of widgets or pages."""
