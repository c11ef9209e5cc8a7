"""Commands about packages for the higher committee."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.cli import books, output

if TYPE_CHECKING:
    from chibo_app.exchange.package import Opener, Recipient


def export(chosen: Namespace) -> int:
    """Seal the records of a cell; success is said only after the file was read back."""
    to = _recipient(chosen)
    from chibo_app.exchange import package

    with books.opened(chosen) as store:
        with store.read() as session:
            cell_id = books.cell_of(session, chosen)
        made = package.export(store, cell_id, to, Path(chosen.out), chosen.period)
    output.say(_("Package {number} was written and read back: {path}").format(number=made.sequence, path=made.path))
    output.say(_("Fingerprint of the file (SHA-256): {fingerprint}").format(fingerprint=made.sha256))
    output.say(_("Fingerprint of the sender's key: {fingerprint}").format(fingerprint=made.fingerprint))
    return 0


def _recipient(chosen: Namespace) -> Recipient:
    from chibo_app.exchange import enrol
    from chibo_app.exchange.package import Recipient

    _exactly_one(chosen.to, chosen.package_passphrase_file, "--to", "--package-passphrase-file")
    if chosen.to:
        return enrol.read_key_file(Path(chosen.to))
    return Recipient.of_passphrase(_passphrase(chosen))


def verify(chosen: Namespace) -> int:
    """Check a package; exit code 1 when anything at all is wrong with it."""
    from chibo_app.exchange import package, signing

    found = package.verify(Path(chosen.file), _opener(chosen))
    if chosen.json:
        output.as_json({
            "ok": found.ok, "format": found.format, "cell": found.cell, "sequence": found.sequence,
            "counts": dict(found.counts), "signer": found.signer, "problems": list(found.problems),
        })  # fmt: skip
    elif found.ok:
        output.say(_("The package is whole and signed: {cell}, number {number}.").format(
            cell=found.cell.name, number=found.sequence
        ))  # fmt: skip
        output.say(_("Fingerprint of the sender's key: {fingerprint}").format(
            fingerprint=signing.fingerprint(found.signer)
        ))  # fmt: skip
    else:
        for problem in found.problems:
            output.say(problem)
    return int(not found.ok)


def _opener(chosen: Namespace) -> Opener:
    from chibo_app.exchange.package import Opener

    _exactly_one(chosen.identity, chosen.package_passphrase_file, "--identity", "--package-passphrase-file")
    if chosen.identity:
        return Opener.of_file(Path(chosen.identity))
    return Opener(passphrase=_passphrase(chosen))


def _passphrase(chosen: Namespace) -> str:
    typed = books.first_line(Path(chosen.package_passphrase_file))
    if not typed:
        raise UserError(_("The passphrase file is empty."), next_step=_("Write the passphrase in its first line."))
    return typed


def _exactly_one(first: str | None, second: str | None, *names: str) -> None:
    if bool(first) == bool(second):
        raise UserError(_("Give one of these: {names}").format(names=", ".join(names)))
