"""Three roles in several systems: what is open, what is held, and a bar where one party has them all."""

from seminar.screen.hands import HELD, OPEN, OTHER, Cell, System, hands
from seminar.screen.page import STILL_INK


def drawn(look, one_hand=False):
    cells = [Cell(look, ["an office", "(first: a firm)"])] * 3
    return str(hands(["rule", "data", "punishes"], [System("A list", cells, one_hand)], 0, STILL_INK))


def test_each_look_has_an_edge_of_its_own_without_its_colours():
    def in_grey(look):
        found = drawn(look)
        for colour in STILL_INK.values():
            found = found if colour == STILL_INK["card"] else found.replace(colour, "ink")
        return found

    assert len({in_grey(look) for look in (OPEN, HELD, OTHER)}) == 3


def test_all_words_stand_there():
    assert all(f">{words}</text>" in drawn(HELD) for words in ("rule", "A list", "an office", "(first: a firm)"))


def test_a_frame_stands_only_where_one_party_has_all_roles():
    assert drawn(HELD, one_hand=True).count("<rect") == drawn(HELD).count("<rect") + 1
