"""W07e in words: what its view, its form and its key say."""

from seminar import activities
from seminar.activities.stand_in_line import keys, line
from seminar.paper.forms import form


def test_the_stored_view_and_the_settings_say_what_the_last_person_waits():
    assert "The last person waits 58 minutes" in activities.stand_in_line().plain
    assert line(people=1, minutes=20).finding == "The last person waits 0 minutes"


def test_the_key_answers_what_the_form_asks():
    assert "30 people stand in a line, and one check takes 2 minutes" in form("07-w07e")
    assert "waits 58 minutes, and 87 with the slower check" in str(keys())
