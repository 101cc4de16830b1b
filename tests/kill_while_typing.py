"""A process that saves answers as fast as it can and says on its output which are acknowledged, until it is killed."""

import sys

from seminar.answers import store

answers = store("07")
number = 0
while True:
    answers.save("07-1", f"text {number}")
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()
    number += 1
