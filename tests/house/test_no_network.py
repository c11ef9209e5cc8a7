"""Nothing opens a connection: every test and every process a test starts runs under a guard, which is tried here."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request

import pytest

ADDRESS = ("127.0.0.1", 9)


def test_a_connection_fails_the_test_that_tries_it() -> None:
    with pytest.raises(AssertionError, match="network"), socket.socket() as probe:
        probe.connect(ADDRESS)
    with pytest.raises(AssertionError, match="network"):
        socket.getaddrinfo("localhost", 80)
    with pytest.raises(AssertionError, match="network"):
        urllib.request.urlopen("http://localhost:9/")


def test_a_connection_fails_in_the_processes_a_test_starts() -> None:
    code = f"import socket; socket.socket().connect({ADDRESS!r})"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "a network connection was tried" in result.stderr
