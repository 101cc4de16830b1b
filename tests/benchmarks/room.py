"""How a room holds 300 voters: none lost, none twice, how long a phone waits, and what it costs.

    python tests/benchmarks/room.py

A server of its own is started, on this machine alone. 300 voters come within ten seconds; every third sends its vote
twice, every fifth changes its mind. It is done quietly, with four busy processes beside it, and with the server killed
half way. Budget: p95 of a vote 50 ms quiet, 500 ms beside busy ones; 40 MB; ready in 1 s.
"""

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPError

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from rooms import LOOPBACK, Served

VOTERS, SECONDS, ROUND = 300, 10.0, "06-vote"
OPTIONS = "abcd"


class Voter:
    """A phone that tries again until its vote is kept, as a person does who presses Reload."""

    def __init__(self, client: AsyncHTTPClient, place: str) -> None:
        self._client, self._place = client, place
        self._cookie, self.waited, self.retries, self.said = "", [], 0, ""

    async def _ask(self, **what: object) -> object:
        while True:
            try:
                headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
                return await self._client.fetch(self._place, headers=headers, follow_redirects=False, **what)
            except HTTPError as error:
                if error.code == 303:
                    return error.response
                if error.code != 599:
                    raise
            except OSError:
                pass
            self.retries += 1
            await asyncio.sleep(0.05)

    async def come(self, after: float, votes: str) -> None:
        """Open the page *after* so many seconds, and send each of *votes*."""
        await asyncio.sleep(after)
        page = await self._ask()
        self._cookie = page.headers["Set-Cookie"].partition(";")[0]
        for option in votes:
            start, tried = time.perf_counter(), self.retries
            await self._ask(method="POST", body=urlencode({"round": ROUND, "vote": option}))
            if tried == self.retries:  # what a killed server costs is told apart
                self.waited.append(1_000 * (time.perf_counter() - start))
            self.said = option


def what_each_sends(rng: random.Random, count: int) -> list[str]:
    """For each of *count* voters the votes that it sends, the last of which counts."""
    sent = []
    for number in range(count):
        first = rng.choice(OPTIONS)
        again = first if number % 3 == 0 else ""
        sent.append(first + again + (rng.choice(OPTIONS) if number % 5 == 0 else ""))
    return sent


def run(name: str, count: int = VOTERS, busy: int = 0, kill: bool = False) -> None:
    """One class of voters; prints what came of it."""
    started = time.perf_counter()
    room = Served("06")
    ready = time.perf_counter() - started
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(busy)]
    try:
        room.desk.press("open", round=ROUND)
        asyncio.run(_class(name, room, ready, count, kill))
    finally:
        for other in others:
            other.kill()
            other.wait()
        room.desk.end()
        room.ended()


async def _class(name: str, room: Served, ready: float, count: int, kill: bool) -> None:
    rng = random.Random(6)
    client = AsyncHTTPClient(max_clients=count)
    sent = what_each_sends(rng, count)
    voters = [Voter(client, f"http://{LOOPBACK}:{room.port}/{room.word}") for _ in sent]
    coming = [
        asyncio.create_task(voter.come(rng.uniform(0, SECONDS), votes))
        for voter, votes in zip(voters, sent, strict=True)
    ]
    if kill:
        await asyncio.sleep(SECONDS / 2)
        room.kill()
        await asyncio.to_thread(room.start)
    await asyncio.gather(*coming)
    await asyncio.to_thread(room.desk.press, "close")
    await asyncio.to_thread(room.desk.result, ROUND)
    memory = psutil.Process(room.process.pid).memory_full_info()
    expected = Counter(votes[-1] for votes in sent)
    counted = counts(room)
    waited = sorted(wait for voter in voters for wait in voter.waited)
    print(
        f"{name:34} {sum(counted.values())} of {count} counted, {'equal' if counted == expected else 'NOT EQUAL'}; "
        f"{sum(map(len, sent))} sent, {sum(voter.retries for voter in voters)} retries; median "
        f"{statistics.median(waited):.1f} ms, p95 {statistics.quantiles(waited, n=20)[-1]:.1f} ms, "
        f"most {waited[-1]:.0f} ms; {memory.rss / 1e6:.1f} MB{_shared(memory)}; ready in {ready:.2f} s",
        flush=True,
    )


def _shared(memory: object) -> str:
    """The proportional set size, in which what programs share counts as a part: only Linux says it."""
    return f" ({memory.pss / 1e6:.1f} MB proportional)" if hasattr(memory, "pss") else ""


def counts(room: Served) -> Counter[str]:
    """Option → votes, from the journal of the room once it is closed."""
    (journal,) = Path(os.environ["SEMINAR_ANSWERS"]).glob(f"room/*-{room.port}/*")
    lines = [json.loads(line) for line in journal.read_text("utf-8").splitlines() if line]
    (closed,) = [line for line in lines if line["is"] == "closed"]
    return Counter(closed["counts"]["vote"])


def main() -> None:
    """Measure in a folder of its own and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SEMINAR_ANSWERS"] = folder
        run("quiet")
        run("four busy processes", busy=4)
        run("killed half way", kill=True)
        run("a thousand phones", count=1_000)


if __name__ == "__main__":
    main()
