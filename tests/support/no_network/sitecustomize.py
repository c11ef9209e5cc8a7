"""Refuses every network connection of this process. Python loads it by its name where its folder is on the path,

so the child processes of a test (command line, killed writers) are guarded like the test itself.
"""

from __future__ import annotations

import sys
from typing import Any

_ASKING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg", "urllib.Request"}


def refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise for whatever tries to reach another computer; a path is a socket of this machine (a screen)."""
    is_local = len(arguments) > 1 and isinstance(arguments[1], str | bytes)
    if event in _ASKING or (event == "socket.connect" and not is_local):
        raise AssertionError(f"a network connection was tried: {event} {arguments[1:]!r}")


sys.addaudithook(refuse_network)
