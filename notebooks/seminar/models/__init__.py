"""One phenomenon a file: pure functions, numbers in, a table or a number out; nothing knows of widgets or pages."""
