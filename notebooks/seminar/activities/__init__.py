"""The activities of the course, one a file: ``activities.scan_the_city()``."""

from seminar.activities.merge_the_records import merge_the_records
from seminar.activities.scan_the_city import scan_the_city

__all__ = ["merge_the_records", "scan_the_city"]
