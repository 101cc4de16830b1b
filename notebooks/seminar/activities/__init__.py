"""The activities of the course, one a file: ``activities.scan_the_city()``."""

from seminar.activities.scan_the_city import scan_the_city

__all__ = ["scan_the_city"]
