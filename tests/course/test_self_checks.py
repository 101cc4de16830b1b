"""The key of every self-check is the option that a second reader chose, who was given its words without the key.

Of notebooks 00 to 03 this reader had seen the keys before, so there it is no second opinion.
"""

import yaml
from seminar.data.records import SelfCheck, notebooks_with_records, records
from support import PACK

READ = yaml.safe_load((PACK / "tests" / "marked" / "selfchecks.yaml").read_text("utf-8"))
"""Self-check → what the reader was given: its stem and its options, from a to z; and which of them was chosen."""
CHECKS = {
    key: found
    for number in notebooks_with_records()
    for key, found in records(number).items()
    if isinstance(found, SelfCheck)
}


def given(check):
    """What a reader is given of *check*: every word but the feedback, which would tell the key."""
    return {"stem": check.stem.strip(), "options": sorted(option.text for option in check.options)}


def test_a_second_reader_was_given_every_self_check_as_it_is():
    assert {key: given(check) for key, check in CHECKS.items()} == {
        key: {part: read[part] for part in ("stem", "options")} for key, read in READ.items()
    }


def test_the_key_is_what_the_second_reader_chose():
    keys = {key: next(option.text for option in check.options if option.correct) for key, check in CHECKS.items()}
    assert keys == {key: read["options"][read["chosen"]] for key, read in READ.items()}
