"""The browser edition: the whole course as a site of files, which runs in the browser of whoever opens it."""
