"""Sealing with age: to the public keys of recipients, or with a passphrase. Opens what the `age` program opens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from chibo_app.basics.errors import CannotOpen, UserError
from chibo_app.basics.i18n import _

_FIRST_LINE = b"age-encryption.org/v1\n"
_HEADER_LIMIT = 64_000  # bytes in which the header of an age file must end
_SCRYPT = re.compile(rb"^-> scrypt \S+ (\d+)$", re.MULTILINE)
_HARDEST = 22  # scrypt work factor: 4 GiB of memory; age itself writes 18
_LARGEST_KEY_FILE = 64_000
_PUBLIC = re.compile(r"age1[0-9a-z]{58}")
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")
_SHORTEST_PASSPHRASE = 8


@dataclass(frozen=True)
class Recipient:
    """To whom a package is sealed: public keys, or a passphrase (never both in one age file)."""

    keys: tuple[str, ...] = ()
    passphrase: str = ""
    label: str = ""

    @classmethod
    def of_passphrase(cls, passphrase: str) -> Recipient:
        """Seal with a passphrase. Raises UserError when it is too short."""
        if len(passphrase.strip()) < _SHORTEST_PASSPHRASE:
            raise UserError(
                _("The passphrase of a package needs at least {count} characters.").format(count=_SHORTEST_PASSPHRASE),
                next_step=_("Choose a longer one and tell it to the committee by telephone."),
            )
        return cls(passphrase=unicodedata.normalize("NFC", passphrase), label=_("by passphrase"))

    @classmethod
    def of_keys(cls, keys: tuple[str, ...], label: str = "") -> Recipient:
        """Seal to age public keys (`age1…`). Raises UserError when one is none."""
        for key in keys:
            check_public_key(key)
        return cls(keys=keys, label=label or ", ".join(keys))


@dataclass(frozen=True)
class Opener:
    """With what a package is opened: age identities (`AGE-SECRET-KEY-1…`) or a passphrase."""

    identities: tuple[str, ...] = ()
    passphrase: str = ""

    @classmethod
    def of_file(cls, path: Path) -> Opener:
        """Read an identity file as `age-keygen` writes it. Raises CannotOpen with a sentence."""
        found = tuple(line for line in _lines(path) if _SECRET.fullmatch(line))
        if not found or not all(_is_identity(one) for one in found):
            raise CannotOpen(
                _("This file holds no age identity."),
                next_step=_("Choose the file that age-keygen made; it has a line beginning with AGE-SECRET-KEY-1."),
            )
        return cls(identities=found)


def read_recipients(path: Path) -> Recipient:
    """Read an age recipients file: one `age1…` per line, `#` before remarks. Raises CannotOpen with a sentence."""
    lines = _lines(path)
    if any(_SECRET.fullmatch(line) for line in lines):
        raise CannotOpen(
            _("This file holds a secret key, not a recipient."),
            _("Nothing was sealed."),
            _("Ask the committee for its public key (it begins with age1) and tell it to keep this file to itself."),
        )
    if not lines or not all(_PUBLIC.fullmatch(line) for line in lines):
        raise CannotOpen(
            _("This file holds no age recipient."),
            _("Nothing was sealed."),
            _("Choose the enrolment file or the recipients file of the committee."),
        )
    return Recipient.of_keys(tuple(lines))


def _lines(path: Path) -> list[str]:
    content = read_small(path)
    return [line for raw in content.splitlines() if (line := raw.strip()) and not line.startswith("#")]


def read_small(path: Path) -> str:
    """Return the text of a key or enrolment file. Raises CannotOpen when it is missing, too large or no text."""
    try:
        if path.stat().st_size > _LARGEST_KEY_FILE:
            raise ValueError
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise CannotOpen(
            _("This key file cannot be read."), _("Nothing was changed."), _("Check that it is the right file.")
        ) from error


def _is_identity(key: str) -> bool:
    from pyrage import IdentityError, x25519

    try:
        x25519.Identity.from_str(key)
    except IdentityError:
        return False
    return True


def check_public_key(key: str) -> None:
    """Raise UserError unless a text is an age public key."""
    from pyrage import RecipientError, x25519

    try:
        x25519.Recipient.from_str(key)
    except RecipientError as error:
        raise UserError(
            _("This is not an age public key."), next_step=_("Copy it again from the committee's file.")
        ) from error


def new_identity() -> tuple[str, str]:
    """Return a new age identity: secret and public key."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_of(identity: str) -> str:
    """Return the public key of an age identity."""
    from pyrage import x25519

    return str(x25519.Identity.from_str(identity).to_public())


def seal(content: bytes, to: Recipient, own_key: str = "") -> bytes:
    """Return the content sealed; with public keys also to `own_key`, so that the sender can open it again."""
    import pyrage

    if to.passphrase:
        return bytes(pyrage.passphrase.encrypt(content, to.passphrase))
    keys = dict.fromkeys([*to.keys, *([own_key] if own_key else [])])
    if not to.keys:
        raise UserError(
            _("Nobody is named to whom the package shall be sealed."), next_step=_("Choose a key or a passphrase.")
        )
    return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(key) for key in keys]))


def open_sealed(content: bytes, opener: Opener) -> bytes:
    """Return what was sealed. Raises CannotOpen with a sentence: no package, wrong key, wrong passphrase, damaged."""
    import pyrage

    header = _header(content)
    hardness = [int(found) for found in _SCRYPT.findall(header)]
    try:
        if hardness:
            return _by_passphrase(content, opener, max(hardness))
        if not opener.identities:
            raise CannotOpen(
                _("This package is sealed to a key, not with a passphrase."),
                next_step=_("Give the identity file that belongs to that key."),
            )
        return bytes(pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(one) for one in opener.identities]))
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError) as error:
        raise _refusal(str(error), is_passphrase=bool(hardness)) from error


def _by_passphrase(content: bytes, opener: Opener, hardness: int) -> bytes:
    import pyrage

    if hardness > _HARDEST:
        raise CannotOpen(_("This package asks for more memory than any honest one; it is not opened."))
    if not opener.passphrase:
        raise CannotOpen(_("This package is sealed with a passphrase."), next_step=_("Give its passphrase."))
    return bytes(pyrage.passphrase.decrypt(content, unicodedata.normalize("NFC", opener.passphrase)))


def _header(content: bytes) -> bytes:
    end = content.find(b"\n--- ", 0, _HEADER_LIMIT)
    if not content.startswith(_FIRST_LINE) or end < 0:
        raise CannotOpen(
            _("This file is not a sealed package."),
            _("Nothing was changed."),
            _("Choose a file ending in .chibopkg, or ask for it again."),
        )
    return content[:end]


def _refusal(told: str, *, is_passphrase: bool) -> CannotOpen:
    if is_passphrase:
        return CannotOpen(
            _("The package does not open: the passphrase is wrong, or the file is damaged."),
            _("Nothing was changed."),
            _("Check the passphrase with the sender; if it is right, ask for the file again."),
        )
    if "key" in told.lower():
        return CannotOpen(
            _("The package is sealed to another key, or its beginning is damaged."),
            _("Nothing was changed."),
            _("Check which key the sender used, or ask for the file again."),
        )
    return CannotOpen(
        _("The package was damaged or changed on its way."),
        _("Nothing was changed."),
        _("Ask the sender for the file again."),
    )
