"""The house in order: which room of the package may use which, no circle, and little in the hallway."""

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter

import pytest
from support import PACK

MAY_USE = {
    "errors": "",
    "numbers": "",
    "files": "",
    "surroundings": "",
    "commands": "",
    "models": "",
    "data": "models",
    "screen": "",
    "answers": "data screen",
    "course": "data screen answers",
    "lab": "models data screen",
    "workbench": "models data screen answers course",
    "activities.parts": "models data screen answers course workbench",
    "activities": "models data screen answers course workbench activities.parts",
    "room": "models data screen answers course workbench activities activities.parts",
    "paper": "models data screen course workbench activities",
    "marking": "models data screen answers course",
    "build": "data screen answers course paper",
    "lite": "data activities",
    "doctor": "answers paper",
    "opening": "data",
    "fixing": "doctor",
    "__init__": "lite",
    "__main__": "data course room paper marking build lite doctor opening fixing",
}
"""Room, or module of the hallway → the rooms that it uses, besides itself and the ground; each stands above those."""
ABOVE_ALL = {"doctor", "opening", "fixing", "__init__", "__main__"}
"""The modules of the hallway that only whoever starts the pack uses."""
GROUND = {"errors", "numbers", "files", "surroundings", "commands"}
"""What every room may use."""
MOST_IN_THE_HALLWAY = 10

FOLDER = PACK / "notebooks" / "seminar"


def name_of(path):
    """The name of a module below the package: “data.records”; a package’s own is “data.__init__”."""
    return ".".join(path.relative_to(FOLDER).with_suffix("").parts)


MODULES = {name_of(path): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.py"))}


def room_of(module):
    """The room in which *module* stands; one in the hallway stands for itself."""
    rooms = [room for room in MAY_USE if f"{module}.".startswith(f"{room}.")]
    return max(rooms, key=len, default=f"{module}, which has no room")


@cache
def names_in(source):
    """Every name that a module with that *source* imports, at its beginning or in a function."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "say the whole name: from seminar.…"
            found += [f"{node.module}.{name.name}" for name in node.names]
        elif isinstance(node, ast.Import):
            found += [name.name for name in node.names]
    return [name for name in found if name.partition(".")[0] == "seminar"]


def module_of(name, modules):
    """Which of the *modules* is imported under *name*, or holds what is."""
    inside = name.removeprefix("seminar").removeprefix(".")
    holder = inside.rpartition(".")[0]
    tried = [inside, f"{inside}.__init__", holder, f"{holder}.__init__".lstrip(".")]
    return next(module for module in tried if module in modules)


def arrows(modules):
    """Module → the modules that it imports."""
    return {name: {module_of(used, modules) for used in names_in(source)} - {name} for name, source in modules.items()}


def misplaced(modules):
    """Every import for which the table above has no leave, as “data.records uses build.steps”."""
    leave = {room: {room, *GROUND, *rooms.split()} for room, rooms in MAY_USE.items()}
    return [
        f"{name} uses {used}"
        for name, others in arrows(modules).items()
        for used in sorted(others)
        if room_of(used) not in leave.get(room_of(name), set())
    ]


def circle(modules):
    """The names of modules that use each other in a circle; none where there is no circle."""
    try:
        TopologicalSorter(arrows(modules)).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_each_room_uses_only_rooms_below_it():
    above = []
    for room, rooms in MAY_USE.items():
        assert set(rooms.split()) <= set(above), room
        above.append(room)
    assert misplaced(MODULES) == [], "move the code, or the line that needs it, to the room where it belongs"


def test_the_table_gives_no_leave_that_nobody_needs():
    used_by = arrows(MODULES)
    for room, rooms in MAY_USE.items():
        mine = [others for name, others in used_by.items() if room_of(name) == room]
        assert {room_of(used) for others in mine for used in others} - GROUND - {room} == set(rooms.split()), room


def test_no_modules_use_each_other_in_a_circle():
    assert circle(MODULES) == []


def test_an_activity_uses_no_other_activity():
    used_by = {name: used for name, used in arrows(MODULES).items() if room_of(name) == "activities"}
    del used_by["activities.__init__"]
    assert {name: used & set(used_by) for name, used in used_by.items() if used & set(used_by)} == {}


def test_the_hallway_holds_few_modules_and_every_other_has_a_room():
    assert len([name for name in MODULES if "." not in name]) <= MOST_IN_THE_HALLWAY
    assert {room_of(name) for name in MODULES} == set(MAY_USE)


def test_the_map_for_authors_names_the_rooms_from_the_ground_up():
    map_ = (PACK / "CONTRIBUTING.md").read_text("utf-8").partition("## The rooms")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", map_, re.MULTILINE)
    named = [name.removesuffix(".py").rstrip("/") for cell in cells for name in re.findall(r"`(.+?)`", cell)]
    assert named == [room for room in MAY_USE if "." not in room and room not in ABOVE_ALL]


@pytest.mark.parametrize(
    ("module", "line", "said"),
    [
        ("data.records", "from seminar.course.sources import table", "data.records uses course.sources"),
        ("models.gates", "from seminar import files, data", "models.gates uses data.__init__"),
        ("screen.page", "def late():\n    import seminar.answers.store", "screen.page uses answers.store"),
        (
            "activities.parts.watchers",
            "from seminar import activities",
            "activities.parts.watchers uses activities.__init__",
        ),
        ("course.survey", "from seminar import ask", "course.survey uses __init__"),
    ],
)
def test_an_import_that_runs_upwards_is_found(module, line, said):
    broken = {**MODULES, module: f"{MODULES[module]}\n{line}\n"}
    assert misplaced(broken) == [said]


def test_a_circle_inside_a_room_is_found():
    broken = {**MODULES, "data.yaml_tree": "from seminar.data import typed_yaml"}
    assert misplaced(broken) == []
    assert {"data.yaml_tree", "data.typed_yaml"} <= set(circle(broken))
