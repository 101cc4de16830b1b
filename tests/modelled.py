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
from seminar.activities.map_the_watchers import question as row_of_watchers
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
from seminar.activities.split_the_claim import OURS as CUTS
from seminar.activities.stand_in_a_year import SETTINGS as OF_YEAR
from seminar.activities.stand_in_a_year import things
from seminar.activities.trace_the_descent import SETTINGS as OF_DESCENT
from seminar.activities.trace_the_descent import VERDICTS
from seminar.activities.trust_the_speaker import ORIGINS
from seminar.activities.weigh_the_direction import FINDINGS
from seminar.activities.weigh_the_direction import settings as of_direction
from seminar.activities.who_may_ask import lists as gates_guessed
from seminar.activities.xray_the_claims import lists as xrayed
from seminar.course import survey
from seminar.course.questions import checked_choice
from seminar.course.sources import issued, kind_of
from seminar.data.evidence import fact, frame, rows
from seminar.data.records import SURVEYS, Activity, Vote, faulty_questions, full_vote, record, sentences
from seminar.data.records import articles as articles_asked
from seminar.data.words import Words
from seminar.models import (
    articles,
    base_rate,
    chain,
    claim_xray,
    crossing,
    descent,
    direction,
    error_and_appeal,
    framing,
    gates,
    headlines,
    hidden_score,
    judgement,
    life_files,
    likeness,
    listing,
    perks,
    question_ticks,
    record_linkage,
    renderings,
    rules,
    sampling,
    scorecard,
    standing,
    tools_of_a_day,
    translation,
    verdict,
    voices,
    votes,
    watching,
)
from seminar.models import friends as circle
from seminar.models.votes import FEWEST_VOTES
from seminar.numbers import capital, days, part_of, people, percent, three_figures
from seminar.workbench.panel import prose as of_panels


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


class Reads(str):
    """Words somewhere on the page."""

    def stands(self, seen):
        return self in seen["text"]


class Beside(tuple):
    """Words that stand on the page, and those that stand there wherever these do."""

    def stands(self, seen):
        where, *must = self
        return where not in seen["text"] or all(words in seen["text"] for words in must)


class Stop(tuple):
    """The names of the stops that there are, each with the end of what happens there; a finding tells one of them."""

    def stands(self, seen):
        told = [finding.partition(" · ") for finding in seen["findings"] if " · " in finding]
        return bool(told) and all(
            any(name == one and words.endswith(end) for one, end in self) for name, _, words in told
        )


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
        few = f"{found.carry} of {found.all}" if found.all else "none of this kind"
        yield Row((group, part_of(*found) if found.all >= headlines.FEWEST else few))


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
    yield Says(f"corrected: {people(1_000 * error_and_appeal.corrected_share(run))}")


def on_the_crossing(place, seen_by, person, papers):
    metres, light = PLACES[place]
    case = crossing.Situation(metres, light, seen_by, person, "yes" if papers else "no")
    found = crossing.rulings(frame("crossing_cases"), case)
    yield from (Row(map(capital, found[asked])) for asked in crossing.ANSWERS)


def in_the_city(passing, wanted_one_in, hit_percent, false_one_in, minutes):
    table = base_rate.screening(passing, 1 / wanted_one_in, hit_percent / 100, 1 / false_one_in)
    together = table * base_rate.days_for_whole_people(passing, 1 / wanted_one_in)
    for who, counts in base_rate.in_whole_people(together).iterrows():
        expected = together.loc[who]
        said = (f"{count:,}" if count else people(min(expected[column], 0.5)) for column, count in counts.items())
        yield Row((who, *said))
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
        gap = round(means[0], 1) - round(means[1], 1)
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


def of_the_beliefs(saved, /):
    every = {row.id: row.cells["verdict_2019"] for row in rows("claims")}
    works = {key: saved.parts(f"01-w01a-{key}") for key in every}
    done = [(work, every[key]) for key, work in works.items() if work.get("compared")]
    found = judgement.calls([(work["verdict_2019"], key) for work, key in done])
    if found.failing and found.holding:
        yield Reads(f"you called {found.hits} contradicted: these are hits")
        yield Reads(f"you called {found.false_alarms} contradicted: these are false alarms")
    pairs = [(work["before"] / 100, judgement.outcome(key)) for work, key in done]
    scored = [(belief, result) for belief, result in pairs if result is not None]
    if len(scored) >= judgement.FEWEST_CLAIMS:
        yield Reads(f"a Brier score of {judgement.brier(*zip(*scored, strict=True)):.2f}")
    elif done:
        yield Reads(f"so finish {judgement.FEWEST_CLAIMS - len(scored)} more")


def of_the_term(rendering):
    table = frame("terms")
    for _, row in renderings.of_term(table, table.at[rendering, "term_zh"]).iterrows():
        has = renderings.marks(row)
        signs = ", ".join(f"{'●' if name in has else '○'}\u00a0{name}" for name in renderings.MARKS)
        yield Row((row["used_by"], row["reader_infers"], signs))


def on_the_ladder(saved, /, rung):
    placed = held = 0
    for number, row in enumerate(rows("ladder"), 1):
        given, key = saved.parts(f"02-w02b-{number:02}"), row.cells["rung"]
        tried = given.get("tried", [])
        placed += bool(tried or given.get("shown"))
        held += tried[:1] == [key]
    yield Reads(f"{placed} of {len(rows('ladder'))} cards stand on the ladder, {held} at the first try")


def of_the_articles(saved, /):
    count = Counter()
    for asked in articles_asked().questions:
        given, key = saved.parts(f"02-w02d-{asked.id}"), fact(asked.key).cells
        answer = articles.numbers(given.get("article", ""))
        right = articles.numbers(key["article"]) | articles.numbers(key.get("article_now", ""))
        if given.get("state") == "shown":
            count["shown"] += 1
        elif answer:
            count[articles.verdict(given["document"], answer, key["document"], right)] += 1
    yield numbers(count[articles.RIGHT], len(articles_asked().questions), count["shown"])


def of_the_clips(saved, /):
    judged, marks, checked = [], Counter(), Counter()
    for clip in rows("clips"):
        given = saved.parts(f"03-w03a-{int(clip.id.removeprefix('clip-')):02}")
        if given.get("checked"):
            own = clip.id if "essay_english" in clip.cells else translation.NONE
            first = translation.Answer(**given["first"])
            judged.append(translation.judged(first, own, clip.cells["marks"].split(";")))
            marks[clip.cells["speaker"]] += translation.lost([first.mark])
            checked[clip.cells["speaker"]] += 1
    pairs, fitting = (sum(getattr(one, name) for one in judged) for name in ("pair", "mark"))
    yield Reads(f"Checked: {len(judged)} of {len(rows('clips'))}. English found: {pairs}. Marks that fit: {fitting}")
    for speaker, count in marks.items():
        yield Reads(f"{count} of {checked[speaker]} clip{'s' * (checked[speaker] != 1)} of {speaker}")


def of_the_watchers(saved, /, system):
    codes = {}
    for watcher in watching.PARTIES:
        given = saved.parts(row_of_watchers(system, watcher))
        if given.get("checked"):
            codes |= {(watcher, watched): code for watched, code in given["codes"].items()}
    key = {
        (row.cells["watcher"], row.cells["watched"]): row.cells["code"]
        for row in rows("watchers")
        if row.cells["system"] == system
    }
    yield Says(f"{len(codes) // len(watching.PARTIES)} of {len(watching.PARTIES)} watchers checked")
    found = watching.agreement(codes, key)
    if found.keyed:
        yield Says(f"Same as ours: {found.equal} of {found.keyed} cells")


def on_the_way(year, entry):
    way = listing.way(frame("list_steps"), entry, int(year))
    if len(way):
        told = zip(way["name"], way["what_happens"], strict=True)
        yield Stop((name, words.split(": ")[-1][1:]) for name, words in told)


def of_the_links(saved, /, case):
    links = frame("chain_links").sort_values("link", kind="stable")
    found = links[links["place"] + " " + links["year"].astype(str) == case]
    states = [checked_choice(saved, f"06-w06d-{key}") for key in found.index]
    if any(states):
        yield Says(f"your chain: {chain.verdict(states).in_words()}")
    if all(states):
        yield Says(f"Ours: {chain.verdict(list(found['reading'])).in_words()}")


def at_the_gates(saved, /, request, asker):
    guesses = gates_guessed(request, asker).checked(saved)
    found = [
        gates.compared(guess, gates.cases(frame("data_gates"), place, request, asker))
        for place, guess in guesses.items()
    ]
    count = gates.tally(found)
    if count.known:
        yield Says(f"agree on {count.same} of {count.known} known gate")
        if count.unknown:
            yield Says(f"for {count.unknown} the table names no gate")


def under_the_xray(saved, /):
    done = [(row.cells, ticks) for row in rows("claim_xrays") if (ticks := xrayed(row).checked(saved))]
    equal = sum(
        len(claim_xray.same(ticks, {name: cells[name].split(";") for name in claim_xray.QUESTIONS}))
        for cells, ticks in done
    )
    compared = (equal, len(claim_xray.QUESTIONS) * len(done)) if done else ()
    yield numbers(len(done), len(rows("claim_xrays")), *compared)


def sorted_as_ours(cell, keys):
    """Of things that are sorted one by one: how many are, and how many of these as in *keys*, one for each in order."""

    def of_what_is_sorted(saved, /):
        chosen = [checked_choice(saved, f"{cell}-{number:02}") for number in range(1, len(keys) + 1)]
        same = sum(one == key for one, key in zip(chosen, keys, strict=True))
        yield numbers(sum(map(bool, chosen)), len(keys), same)

    return of_what_is_sorted


def ticked_as_ours(cell, kinds, keys, stands_in=None):
    """Of things that are ticked for *kinds*: how many are checked, and what their ticks are beside *keys*.

    That is seen in the panel *stands_in*, where there are several.
    """

    def of_what_is_ticked(saved, /, panel=stands_in):
        given = [saved.parts(f"{cell}-{number}") for number in range(1, len(keys) + 1)]
        found = [
            question_ticks.compared(one["ticks"], key, kinds)
            for one, key in zip(given, keys, strict=True)
            if one.get("checked")
        ]
        if found and panel == stands_in:
            same, missed, extra = (sum(map(len, some)) for some in zip(*found, strict=True))
            counts = f"Ticks as ours: {same}; only ours: {missed}; only yours: {extra}"
            yield Reads(f"Checked: {len(found)} of {len(keys)}. {counts}")

    return of_what_is_ticked


def ticks_in(table, column):
    """The ticks of each row of a *table*, in order."""
    return [row.cells[column].split(";") for row in rows(table)]


def of_the_cuts(saved, /):
    words = Words("01-w01d")
    paragraphs = {f"¶{number}" for number in record("01-w01d", Activity).paragraphs}
    claimed = sum(row.cells["paragraph"] in paragraphs for row in rows("claims"))
    counted, cut = (saved.parts(f"01-w01d-{name}").get("guess") for name in ("count", "cut"))
    if counted is not None:
        yield Beside((words("count.other"), f"We count {claimed} claims", how_far(counted, claimed)))
    if saved.parts("01-w01d-1").get("checked"):
        yield Beside((words("cut.why"), f"We cut it into {len(CUTS)}.", how_far(cut, len(CUTS))))


def how_far(yours, ours):
    far = abs(yours - ours)
    more = "more" if yours > ours else "fewer"
    return f"You said {yours}" + (f": {far} claim{'s' * (far > 1)} {more} than we count" if far else ", as we do")


def of_the_trust(saved, /):
    asked = [(f"01-w01e-{name}", f"01-w01e-{name}-named") for name in ("face", *ORIGINS)]
    rated = [tuple(saved.parts(name).get("guess") for name in pair) for pair in asked]
    moved = [then - first for first, then in rated if None not in (first, then)]
    if moved and sum(pair != (None, None) for pair in rated) > 1:
        rose, fell = sum(change > 0 for change in moved), sum(change < 0 for change in moved)
        yield numbers(rose, fell, len(moved) - rose - fell)
    elif moved:
        ((first, then),) = (pair for pair in rated if None not in pair)
        yield numbers(first, then, abs(then - first)) if then != first else numbers(first)


def of_the_verdict(saved, /):
    given = {name: saved.text(f"10-w10b-{name}") for name in ("question", "for", "system", "year", "change")}
    cards = [
        verdict.Card(key, side, kind_of(fact(key)), any(map(issued, fact(key).sources())))
        for key, side in saved.parts("10-w10b-cards").items()
    ]
    if given["for"] in ("", given["question"]):
        passed = verdict.checks(cards, given["system"], given["year"], given["change"])
        yield Reads(f"{sum(passed.values())} of {len(passed)} checks pass")


BEFORE, AFTER, LATER = SURVEYS


def of_the_slip(saved, /):
    chosen, sure = saved.parts(BEFORE), saved.parts(f"{BEFORE}-sure")
    letters, form = [], SURVEYS[BEFORE]
    for shown, item in survey.asked(form).items():
        option, percent = (given.get(str(item.number)) for given in (chosen, sure))
        letter = next((one for one, known in item.shown(form).items() if known == option), "–")
        letters.append(f"{shown} {letter}{f' {percent}%' if percent else ''}")
    yield Reads(f"For a slip without a name: {', '.join(letters)}.")


def of_the_form(saved, /, panel):
    cells = {Words(BEFORE)(name): cell for name, cell in (("mine", AFTER), ("mine-later", LATER))}
    if panel in cells and saved.value(f"{cells[panel]}-finished"):
        given = saved.parts(cells[panel])
        right = sum(given.get(str(item.number)) == item.key for item in survey.items())
        yield Reads(f"Right: {right} of {len(given)} that you answered")


def called(settings):
    """The words on each control → its name."""
    return {setting.label: setting.name for setting in settings}


def of_the_vote(key):
    return called(count_settings(full_vote(record(key, Vote)).options))


def of_the_gates():
    words = Words("07-w07c")
    return {words("data-asked-for"): "request", words("who-asks"): "asker"}


def of_the_machines():
    words = Words("05-w05a")
    return {words(name): name for name in ("machine", "noise", "friends")} | {
        capital(name): name for name, _ in areas()
    }


MODELLED = {
    "01-w01b": [(of_the_vote("01-vote"), of_two_votes)],
    "01-w01c": [(called(of_voices()), among_claims)],
    "02-w02a": [({Words("02-w02a")("settings.rendering"): "rendering"}, of_the_term)],
    "02-w02c": [(called(OF_YEAR), in_a_year)],
    "03-w03b": [(called(OF_SAMPLES), in_samples)],
    "03-w03c": [(called(OF_VIEWS), among_those_reached)],
    "04-w04a": [(called(OF_FILES), for_a_reader)],
    "04-w04c": [(called(OF_DESCENT), from_what_is_ticked)],
    "05-w05a": [(of_the_machines(), of_a_machine)],
    "05-w05b": [(called(OF_PERKS), at_the_points)],
    "05-w05c": [(called(of_day()), on_a_day)],
    "06-w01b": [(of_the_vote("06-vote"), of_two_votes)],
    "06-w06a": [({Words("06-w06a")(f"settings.{name}"): name for name in ("year", "entry")}, on_the_way)],
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
ANSWERED = {
    "00-w00b": [({}, sorted_as_ours("00-w00b", [one.key for one in sentences()]))],
    "00-w00c": [({}, of_the_slip)],
    "00-w00d": [({}, sorted_as_ours("00-w00d", list(Words("00-w00d").group("helps").values())))],
    "01-w01a": [({}, of_the_beliefs)],
    "01-w01d": [({}, of_the_cuts)],
    "01-w01e": [({}, of_the_trust)],
    "02-w02b": [({Words("02-w02b")("legend"): "rung"}, on_the_ladder)],
    "02-w02d": [({}, of_the_articles)],
    "02-w02e": [({}, ticked_as_ours("02-w02e", Words("02-w02e").group("ticks"), ticks_in("record_rows", "key")))],
    "03-w03a": [({}, of_the_clips)],
    "03-w03d": [
        (
            {of_panels("show"): "panel"},
            ticked_as_ours(
                "03-w03d",
                question_ticks.KINDS,
                [one.ticks for one in faulty_questions()],
                stands_in=Words("03-w03d")("tabs.clinic"),
            ),
        )
    ],
    "04-w04b": [({Words("04-w04b")("system"): "system"}, of_the_watchers)],
    "06-w06d": [({of_panels("show"): "case"}, of_the_links)],
    "07-w07c": [(of_the_gates(), at_the_gates)],
    "07-w07d": [({}, under_the_xray)],
    "08-w08e": [({}, sorted_as_ours("08-w08e", [row.cells["key"] for row in rows("ban_cases")]))],
    "09-w09c": [({}, ticked_as_ours("09-w09c", Words("09-w09c").group("faults"), ticks_in("quote_origins", "faults")))],
    "10-w10b": [({}, of_the_verdict)],
    "10-w10c": [({of_panels("show"): "panel"}, of_the_form)],
}
"""The same for cells where what was answered decides too."""


def missing(cell, settings, seen, saved):
    """For each view of that *cell* that stands on the page, what the model gives and the page has not.

    *settings* are values by the words on their controls, *saved* the answers; *seen* has the findings on the page, the
    rows of its tables and all its text.
    """
    every = [(MODELLED.get(cell, []), ()), (ANSWERED.get(cell, []), (saved,))]
    shown = [(names, says, given) for views, given in every for names, says in views if names.keys() <= settings.keys()]
    return {
        says.__name__: [
            must
            for must in says(*given, **{name: settings[words] for words, name in names.items()})
            if not must.stands(seen)
        ]
        for names, says, given in shown
    }
