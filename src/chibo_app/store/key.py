"""The key of a book: from a passphrase, from a recovery code, or none for a plain file.

SQLCipher 4 derives the file key from the passphrase and the salt in the file's first 16 bytes; doing the same here
once per start spares every further connection the derivation. This module loads neither SQLModel nor the driver, so
that the passphrase field can be painted first.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from chibo_app.basics import text
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.store import recovery

SALT_BYTES = 16
_ROUNDS = 256_000  # SQLCipher 4
_PLAIN_HEADER = b"SQLite format 3\0"
Kind = Literal["passphrase", "recovery", "none"]


@dataclass(frozen=True)
class Key:
    """What the person gave to open a book. Never shown, never logged."""

    kind: Kind
    secret: bytes = field(default=b"", repr=False)

    @classmethod
    def passphrase(cls, typed: str) -> Key:
        """Take a passphrase; typed in NFC or NFD it is the same key. Raises UserError when it is empty."""
        if not typed:
            raise UserError(_("The passphrase is empty."), "", _("Type the passphrase of the book."))
        return cls("passphrase", text.nfc(typed).encode())

    @classmethod
    def recovery(cls, code: str) -> Key:
        """Take the code of the recovery sheet. Raises Refused naming the groups with a typing error."""
        return cls("recovery", recovery.decode(code))

    @classmethod
    def none(cls) -> Key:
        """Open or make a plain file, readable by anyone who has it."""
        return cls("none")

    def derive(self, path: Path) -> DerivedKey:
        """Return the key for the file at this path, or for a new one. Takes about 0.15 s; may run in any thread."""
        if self.kind == "none":
            return DerivedKey(self, b"", b"")
        salt = read_salt(path) or secrets.token_bytes(SALT_BYTES)
        return DerivedKey(self, self._raw(salt), salt)

    def _raw(self, salt: bytes) -> bytes:
        if self.kind == "recovery":
            return self.secret
        return hashlib.pbkdf2_hmac("sha512", self.secret, salt, _ROUNDS, recovery.KEY_BYTES)


@dataclass(frozen=True)
class DerivedKey:
    """A key made ready for one file, reusable for every connection and for copies with the same salt."""

    source: Key
    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def encrypts(self) -> bool:
        """Whether the file is encrypted."""
        return bool(self.raw)

    @property
    def pragma(self) -> str:
        """The raw key and salt as SQLCipher takes them."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    def fits(self, path: Path) -> bool:
        """Whether this key was derived for the salt of the file at this path."""
        return (read_salt(path) or b"") == self.salt

    def for_file(self, path: Path) -> DerivedKey:
        """Return the key for another file opened by the same passphrase or code."""
        return self if self.fits(path) else self.source.derive(path)


def read_salt(path: Path) -> bytes | None:
    """Return the salt of an encrypted file; None for a plain, empty or missing one."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        start = file.read(SALT_BYTES)
    return start if len(start) == SALT_BYTES and start != _PLAIN_HEADER else None
