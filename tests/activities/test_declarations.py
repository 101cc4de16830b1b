"""What an activity says of itself, in its own module."""

import pytest
from seminar import activities, errors
from seminar.errors import SeminarError


def test_a_module_that_declares_no_activity_is_named():
    with pytest.raises(SeminarError, match=r"The module seminar/errors\.py says not what its activity is; expected a"):
        activities._declaration(errors)


def test_every_cell_of_an_activity_is_declared_once():
    found = activities.declared()
    assert len(found) > len({declared.name for declared in found.values()}) > 30
    assert all(cell in (declared.cell, *declared.also_in) for cell, declared in found.items())
