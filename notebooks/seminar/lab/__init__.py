"""What the data lab uses besides the frames: checks of the tasks, pictures with their words, and errors that teach."""

from seminar.lab.charts import COLOURS, one_unit, show
from seminar.lab.desk import check, demand, ready

__all__ = ["COLOURS", "check", "demand", "one_unit", "ready", "show"]
