"""Where phones find this computer, a port for the room, and how much one address may ask."""

import errno
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from ipaddress import ip_address

import psutil
from tornado.netutil import bind_sockets

from seminar.data.words import Words
from seminar.errors import SeminarError

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

prose = Words("room")

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
PORTS = range(1, 65_536)
FIRST_NAMED = 8_790
LINES = 4_096
"""Phones that may hold a line at the same time; systems allow a program 256 to 1,024 unless it asks for more."""
_ELSEWHERE = ("192.0.2.1", 9)
"""An address that no computer has; nothing is sent to it."""


def addresses() -> list[str]:
    """The IPv4 addresses of this computer in its networks, first the one by which it would leave; [] in no network."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [
        one.address
        for name, every in psutil.net_if_addrs().items()
        if name in up
        for one in every
        if one.family == socket.AF_INET and not ip_address(one.address).is_loopback
    ]
    outward = _outward()
    return sorted(found, key=lambda address: address != outward)


def _outward() -> str:
    """The address from which this computer would send something far away, "" where it has no way there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_ELSEWHERE)
        except OSError:
            return ""
        return asking.getsockname()[0]


def listen(port: int, address: str) -> list[socket.socket]:
    """The sockets that hear at *port* of *address*. Raises SeminarError where there are no such, or another hears."""
    if port not in PORTS:
        raise SeminarError(prose("port-taken", port=port, why=prose("no-port", last=PORTS[-1]), free=free_port()))
    try:
        return bind_sockets(port, address, family=socket.AF_INET, backlog=LINES)
    except OSError as error:
        why = error.strerror or str(error)
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            own = ", ".join([*addresses(), LOOPBACK])
            raise SeminarError(prose("no-address", address=address, why=why, addresses=own)) from error
        raise SeminarError(prose("port-taken", port=port, why=why, free=free_port())) from error


def free_port() -> int:
    """A port that is free with the next one, to be named to somebody."""
    for port in range(FIRST_NAMED, PORTS[-1], 2):
        with ExitStack() as tried, suppress(OSError):
            for one in (port, port + 1):
                tried.enter_context(socket.socket()).bind((EVERYWHERE, one))
            return port
    return FIRST_NAMED


def allow_many_lines() -> None:
    """Ask the system for as many open lines as a large room needs; where it gives no more, it stays as it is."""
    if resource:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = LINES if hard == resource.RLIM_INFINITY else min(LINES, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


class Allowance:
    """How much each address may ask: so many steps at once (*burst*), and *rate* more each second.

    A class behind one address of a school stays far below it. It is known to nobody else and stands on no disk.
    """

    def __init__(self, rate: float, burst: float, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._now = rate, burst, now
        self._left: dict[str, tuple[float, float]] = {}

    def takes(self, address: str) -> bool:
        """Whether *address* may take one more step now."""
        now = self._now()
        if address not in self._left and len(self._left) >= 10_000:
            self._left = {key: kept for key, kept in self._left.items() if self._after(kept, now) < self._burst}
        left = self._after(self._left.get(address, (self._burst, now)), now)
        self._left[address] = (left - 1 if left >= 1 else left, now)
        return left >= 1

    def _after(self, kept: tuple[float, float], now: float) -> float:
        left, at = kept
        return min(self._burst, left + self._rate * (now - at))
