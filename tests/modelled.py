"""What the page of an activity must show while its controls stand where they do, computed from the models alone.

An activity that asks its model for another setting than the reader chose says the right thing of the wrong setting. So
these functions are given what stands on the page, and take nothing that an activity has computed.
"""

import re
from collections import Counter
from itertools import combinations

from seminar.activities.ask_the_friends import SETTINGS as OF_FRIENDS
from seminar.activities.count_the_errors import LISTED, WRONG
from seminar.activities.count_the_errors import SETTINGS as OF_ERRORS
from seminar.activities.cross_the_road import PLACES
from seminar.activities.cross_the_road import SETTINGS as OF_CROSSING
from seminar.activities.draw_the_line import settings as of_line
from seminar.activities.draw_the_sample import SETTINGS as OF_SAMPLES
from seminar.activities.find_the_likeness import TRIPLED
from seminar.activities.find_the_likeness import settings as of_likeness
from seminar.activities.live_without_the_app import settings as of_day
from seminar.activities.map_the_voices import ALL, GRADES, NO_SOURCE, claims, speakers
from seminar.activities.map_the_voices import settings as of_voices
from seminar.activities.merge_the_records import SETTINGS as OF_RECORDS
from seminar.activities.move_the_votes import count_settings
from seminar.activities.open_the_files import SETTINGS as OF_FILES
from seminar.activities.open_the_files import events, files
from seminar.activities.parts.count_the_headlines import AIMS, TYPES, coded
from seminar.activities.parts.count_the_headlines import ALL as EVERY
from seminar.activities.parts.count_the_headlines import settings as of_headlines
from seminar.activities.parts.hidden_machines import areas, machines
from seminar.activities.parts.invented_town import SETTINGS as OF_TOWN
from seminar.activities.parts.invented_town import cases
from seminar.activities.rate_the_pilot import settings as of_pilot
from seminar.activities.reach_the_perks import SCHEME
from seminar.activities.reach_the_perks import SETTINGS as OF_PERKS
from seminar.activities.reach_the_views import SETTINGS as OF_VIEWS
from seminar.activities.scan_the_city import DAY, PHOTO
from seminar.activities.stand_in_a_year import SETTINGS as OF_YEAR
from seminar.activities.stand_in_a_year import things
from seminar.activities.trace_the_descent import SETTINGS as OF_DESCENT
from seminar.activities.trace_the_descent import VERDICTS
from seminar.activities.weigh_the_direction import FINDINGS
from seminar.activities.weigh_the_direction import settings as of_direction
from seminar.data.evidence import frame, rows
from seminar.data.records import Vote, full_vote, record
from seminar.data.words import Words
from seminar.models import (
    base_rate,
    crossing,
    descent,
    direction,
    error_and_appeal,
    framing,
    headlines,
    hidden_score,
    life_files,
    likeness,
    perks,
    record_linkage,
    rules,
    sampling,
    scorecard,
    standing,
    tools_of_a_day,
    voices,
    votes,
)
from seminar.models import friends as circle
from seminar.models.votes import FEWEST_VOTES
from seminar.numbers import capital, days, part_of, people, percent, three_figures


def figures(text):
    """The numbers in *text*, in order, as they are written."""
    return re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)


class Row(tuple):
    """Cells that stand side by side in a table."""

    def stands(self, seen):
        return any(self == tuple(row[at : at + len(self)]) for row in seen["rows"] for at in range(len(row)))


class LastCells(tuple):
    """The last cells of rows that stand one under the other."""

    def stands(self, seen):
        last = [row[-1] for row in seen["rows"]]
        return any(self == tuple(last[at : at + len(self)]) for at in range(len(last)))


class Numbers(tuple):
    """All numbers of a finding, in order."""

    def stands(self, seen):
        return any(self == tuple(figures(finding)) for finding in seen["findings"])


class Says(str):
    """Words of a finding."""

    def stands(self, seen):
        return any(self in finding for finding in seen["findings"])


def numbers(*values):
    return Numbers(map(str, values))


def among_claims(first, last, voice, grade):
    wanted = [None if one == ALL else one for one in (voice, grade)]
    around = voices.selected(claims(), first, last, wanted[0])
    shown = voices.selected(around, first, last, grade=wanted[1])
    if len(shown):
        yield numbers(len(around), (around["grade"] == (wanted[1] or NO_SOURCE)).sum())
        for said, cells in voices.counts(shown, speakers(), list(GRADES)).iterrows():
            yield Row(map(str, (said, *cells, cells.sum())))


def for_a_reader(year, reader):
    found = life_files.cells(events(), files(), list(files()), reader, year)
    perhaps = len(life_files.only_unclear(found))
    yield numbers(year, len(life_files.seen(found)), *([perhaps] if perhaps else []))


def among_headlines(code, kind):
    printed = [
        headlines.Printed(0, row.cells["group"], code in coded()[row.id])
        for row in rows("headlines")
        if kind == EVERY or row.cells["outlet_type"] in TYPES[kind][1]
    ]
    for group, found in headlines.carrying(printed, list(AIMS)).items():
        yield Row((group, part_of(*found) if found.all >= headlines.FEWEST else f"{found.carry} of {found.all}"))


def in_a_year(year):
    count = Counter(standing.at_year_end(things(), year))
    yield numbers(year, *(count[state] for state in standing.STATES))


def in_samples(percent, size, draws, seed):
    counts = sampling.drawn(percent, size, draws, seed)
    if size == 2:
        chances = [f"{float(round(100 * chance, 2)):g}%" for chance in sampling.chances(percent, 2)]
        yield from (Row((chance, str(count))) for chance, count in zip(chances, counts, strict=True))
        return
    low, high = sampling.central_range(percent, size)
    yield numbers(size, *([low, high] if low < high else [low]))
    yield from (Row((str(end), f"{float(round(100 * end / size, 2)):g}%")) for end in (low, high))


def among_those_reached(percent, reach_a, reach_b):
    share = sampling.reached_share(percent, reach_a, reach_b)
    for name, held, chance, part in (("A", percent, reach_a, share), ("B", 100 - percent, reach_b, 1 - share)):
        yield Row((name, people(10 * held), f"{chance}%", people(held * chance / 10), f"{float(100 * part):.3g}%"))


def from_what_is_ticked(one, other, **offered):
    if one != other:
        found = [row.cells for row in rows("descent_links") if {row.cells["one"], row.cells["other"]} == {one, other}]
        states = {cells["kind"]: cells["state"] for cells in found}
        yield Says(VERDICTS[descent.verdict([kind for kind, on in offered.items() if on], states)])


def at_the_points(score, year):
    offers = [row.cells for row in rows("perks") if perks.is_offered(row.cells, year)]
    count = Counter(perks.group(offer, score, SCHEME) for offer in offers)
    within, every = count[perks.WITHIN], count[perks.WITHIN] + count[perks.ABOVE]
    yield numbers(score, year, within, every) if every else numbers(year)


def on_a_day(place, **taken):
    gone = {tool for tool, on in taken.items() if on}
    persons = [row.cells for row in rows("day_profiles") if row.cells["place"] == place]
    tasks = [row.cells for row in rows("day_tasks")]
    found = [[tools_of_a_day.done(task, person, gone) for task in tasks] for person in persons]
    same = sum(not tools_of_a_day.changed(day) for day in found)
    yield Numbers([*figures(place), str(same), str(len(persons))])


def off_the_list(review_days, listing_days, **shares):
    in_parts = {name: share / 100 for name, share in shares.items()}
    run = error_and_appeal.Run(LISTED, WRONG, review_days=review_days, listing_days=listing_days, **in_parts)
    *persons, harm, waiting, hours = vars(error_and_appeal.expected(run)).values()
    yield LastCells([*map(people, persons), *map(days, (harm, waiting, hours))])
    yield Says(f"{people(1_000 * error_and_appeal.corrected_share(run))} of 1,000 come off")


def on_the_crossing(place, seen_by, person, papers):
    metres, light = PLACES[place]
    case = crossing.Situation(metres, light, seen_by, person, "yes" if papers else "no")
    found = crossing.rulings(frame("crossing_cases"), case)
    yield from (Row(map(capital, found[asked])) for asked in crossing.ANSWERS)


def in_the_city(passing, wanted_one_in, hit_percent, false_one_in, minutes):
    table = base_rate.screening(passing, 1 / wanted_one_in, hit_percent / 100, 1 / false_one_in)
    for who, counts in table.iterrows():
        yield Row((who, *map(people, counts)))
    share = base_rate.positive_predictive_value(table)
    if 0 < share <= 0.2:
        yield numbers(1, three_figures(1 / share))


def in_the_gallery(gallery, false_one_in):
    chance = percent(base_rate.chance_of_false_match(gallery, 1 / false_one_in))
    yield Row((f"{gallery:,} (chosen)", chance))
    yield Says(chance)


def of_two_lists(threshold, pinyin_only, **weights):
    if not any(weights.values()):
        return
    left, right = frame("records_a"), frame("records_b")
    found = record_linkage.matches(left, right, threshold, record_linkage.Weights(**weights), pinyin_only)
    yield numbers(*record_linkage.counts(record_linkage.judged(found, left, right)).values())


def at_the_line(cut_off, rent, **weights):
    if not any(weights.values()):
        return
    persons = {row.id: scorecard.with_rent(row.cells) if rent else row.cells for row in rows("people_invented")}
    scores = scorecard.scores(persons, weights)
    judged = {key: scorecard.verdict(score, cut_off) for key, score in scores.items()}
    for group, row in scorecard.by_group(persons, judged).items():
        said = (row[name] for name in (scorecard.APPROVED, scorecard.REFUSED, scorecard.NO_SCORE))
        yield Row((f"{group}s", *map(str, said)))


def among_friends(likeness, friends, cut_off, rule, seed):
    scores = [row.cells["score"] for row in rows("friends_invented")]
    ties = circle.network(scores, friends, likeness, seed)
    own, ruled = (circle.decisions(scores, ties, cut_off, one) for one in (circle.OWN, rule))
    moved = Counter(zip(own, ruled, strict=True))
    lost, won = moved[circle.YES, circle.NO], moved[circle.NO, circle.YES]
    yield Says(f"{lost} {'person' if lost == 1 else 'people'} from yes to no, {won} from no to yes")


def side_by_side(tripled, leave_out, **on):
    systems = {row.id: row.cells["system"] for row in rows("systems")}
    names = {row.id: row.cells["property"] for row in rows("system_property_rules")}
    chosen = [systems[key] for key, is_on in on.items() if is_on][:6]
    heavy = TRIPLED.get(tripled, (tripled,))
    weights = {name: 3 if key in heavy else 1 for key, name in names.items()}
    codes = {system: {} for system in chosen}
    for row in rows("system_properties"):
        if row.cells["system"] in codes:
            grades = {one.cells.get("grade") for one in row.rests_on()}
            unsure = leave_out and grades == {"C"}
            codes[row.cells["system"]][row.cells["property"]] = likeness.UNKNOWN if unsure else row.cells["code"]
    found = [
        likeness.compare(codes[one], codes[other], weights, list(names.values()))
        for one, other in combinations(chosen, 2)
    ]
    if len(found) == 1:
        yield numbers(found[0].alike, found[0].known, found[0].unknown)
    for pair in found:
        yield Row(map(str, (pair.alike, pair.half, pair.opposite)))


def of_the_changes(word, given):
    found = {row.id: row.cells for row in rows("property_changes")}
    changes = [
        direction.Change(*(found[key][name] for name in ("system", "date", "direction")))
        for key in filter(None, given.split(";"))
    ]
    if changes:
        yield Says(FINDINGS[direction.verdict(word, changes)])


def of_the_pilot(**typed):
    def added(text):
        return [sum(map(int, one)) for one in zip(*(part.split() for part in text.split("+")), strict=True)]

    cards = {card: added(text) for card, text in typed.items()}
    if sum(map(sum, cards.values())) < framing.FEWEST_SLIPS:
        cards = {card: [0] * len(framing.RATINGS) for card in cards}
        for row in rows("framing_demo"):
            cards[row.cells["card"].lower()][row.cells["rating"] - 1] = row.cells["answers"]
    if min(sum(cards[card]) for card in "ab") >= framing.FEWEST:
        means = [framing.mean(cards[card]) for card in "ab"]
        gap = framing.difference(cards["a"], cards["b"])
        yield numbers(*(f"{value:.1f}" for value in (*means, abs(gap))))


def in_the_town(problem, reaction, proof, **dials):
    found = rules.outcome(cases(), rules.Rules(proof=proof / 100, **dials), rules.REACTIONS[reaction])
    yield LastCells(
        [
            *map(str, (found.missed, found.missed_large, found.wrong_left)),
            days(found.burden_days),
            str(found.freed),
            three_figures(found.clerk_hours),
            *map(people, (found.repaired, found.deterred, found.again)),
            *(f"{100 * (share or 0):.1f}%" for share in found.shares.values()),
        ]
    )
    if found.wrong:
        yield numbers(found.listed, len(cases()), found.wrong, found.wrong_left)


def of_a_machine(machine, noise, friends, **levels):
    found = machines()[machine]
    score = hidden_score.score(found.weights, list(levels.values()), found.friends if friends else None)
    yield ScoreIfOpen(f"Score {score:.1f}".removesuffix(".0"))


class ScoreIfOpen(str):
    """The score that stands there where the machine is open."""

    def stands(self, seen):
        return all(f"{self}:" in finding for finding in seen["findings"] if "is open now" in finding)


def of_two_votes(**counted):
    every = list(counted.values())
    before, after = every[: len(every) // 2], every[len(every) // 2 :]
    if min(sum(before), sum(after)) >= FEWEST_VOTES:
        least = votes.fewest_who_changed(before, after)
        yield Says(f"At least {least} of " if least else "do not show that anybody changed")
        shares = [[part_of(count, sum(some)) for count in some] for some in (before, after)]
        yield from map(Row, zip(*shares, strict=True))


def called(settings):
    """The words on each control → its name."""
    return {setting.label: setting.name for setting in settings}


def of_the_vote(key):
    return called(count_settings(full_vote(record(key, Vote)).options))


def of_the_machines():
    words = Words("05-w05a")
    return {words(name): name for name in ("machine", "noise", "friends")} | {
        capital(name): name for name, _ in areas()
    }


MODELLED = {
    "01-w01b": [(of_the_vote("01-vote"), of_two_votes)],
    "01-w01c": [(called(of_voices()), among_claims)],
    "02-w02c": [(called(OF_YEAR), in_a_year)],
    "03-w03b": [(called(OF_SAMPLES), in_samples)],
    "03-w03c": [(called(OF_VIEWS), among_those_reached)],
    "04-w04a": [(called(OF_FILES), for_a_reader)],
    "04-w04c": [(called(OF_DESCENT), from_what_is_ticked)],
    "05-w05a": [(of_the_machines(), of_a_machine)],
    "05-w05b": [(called(OF_PERKS), at_the_points)],
    "05-w05c": [(called(of_day()), on_a_day)],
    "06-w01b": [(of_the_vote("06-vote"), of_two_votes)],
    "06-w06b": [(called(OF_ERRORS), off_the_list)],
    "06-w06c": [(called(OF_CROSSING), on_the_crossing)],
    "07-w01b": [(of_the_vote("07-vote"), of_two_votes)],
    "07-w07a": [(called(DAY), in_the_city), (called(PHOTO), in_the_gallery)],
    "07-w07b": [(called(OF_RECORDS), of_two_lists)],
    "08-w08a": [(called(of_line()), at_the_line)],
    "08-w08b": [(called(OF_FRIENDS), among_friends)],
    "08-w08c": [(called(of_likeness()), side_by_side)],
    "08-w08d": [(called(of_direction()), of_the_changes)],
    "09-w09a": [(called(of_headlines()), among_headlines)],
    "09-w09b": [(called(of_pilot()), of_the_pilot)],
    "10-w10a": [(called(OF_TOWN), in_the_town)],
}
"""Cell → for each of its views the names of its settings by their words, and what makes of their values what must stand
there."""


def missing(cell, settings, seen):
    """For each view of that *cell* that stands on the page, what the model gives for *settings* and the page has not.

    *settings* are values by the words on their controls; *seen* has the findings on the page and the rows of its
    tables.
    """
    shown = [(names, says) for names, says in MODELLED.get(cell, []) if names.keys() <= settings.keys()]
    return {
        says.__name__: [
            must for must in says(**{name: settings[words] for words, name in names.items()}) if not must.stands(seen)
        ]
        for names, says in shown
    }
