"""Fixtures for the command line."""

from __future__ import annotations

import pytest

from support.shell import Shell


@pytest.fixture
def chibo(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.delenv("CHIBO_PASSPHRASE", raising=False)
    return Shell(capsys)
