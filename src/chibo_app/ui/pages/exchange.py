"""The page Gửi cấp trên: sealed packages to the committee above, what is in them, and how the committee opens them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, dates
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import files, messages
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.list_detail import ListDetailPage, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import exchange_words as words

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.exports import ExportRow


class ExchangePage(ListDetailPage):
    """See the module's text."""

    NAME = "exchange"
    HAS_DAY = False
    SPLIT = (1, 1)
    TABLES = frozenset({"export_log", "enrolment", "cell", "organisation_version"})

    # what the page declares

    def title(self) -> str:
        """Return the name of the page."""
        return _("Send upward")

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("sequence", _("Package"), 7, "centre"),
            Column("exported_at", _("Made"), 21, shown=_moment, sort=lambda row: row.exported_at),
            Column("period", _("For"), 8),
            Column("recipient", _("Sealed to"), 20),
            Column("file_name", _("File"), 22),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Make a package"), self.export, "Ctrl+N", icon="export"),
            Verb(_("Exchange list (Excel)"), self.exchange_list, icon="export"),
            Verb(_("Check a file"), self.verify, icon="ok"),
            Verb(_("Take in an enrolment file"), self.enrol, icon="import"),
        ]

    def purpose(self) -> str:
        """Return what the page is for, what is in a package and how it is opened."""
        return "\n\n".join([
            _("Here the records of the cell are sealed into one file for the committee above."),
            *words.inside(),
            *words.opening(),
            words.exchange_list(),
        ])  # fmt: skip

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: number, period, file …")

    def load_rows(self, session: Session) -> Sequence[Any]:
        """Return the packages made, newest first."""
        from chibo_app.queries import exports

        return exports.export_rows(session, self.desk.cell_id)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one package, with what is in it and how it is opened."""
        row: ExportRow = self.chosen_row()
        lines = [
            Line(_("Made"), _moment(row)),
            Line(_("For"), row.period),
            Line(_("Sealed to"), row.recipient),
            Line(_("File"), row.file_name),
            Line(_("Fingerprint of the file"), words.grouped(row.sha256)),
        ]
        parts = [
            Part("", lines),
            Part(_("Who the cell seals to"), self._enrolments(session, row.cell_id)),
            Part(_("What is in a package"), [Line("", sentence) for sentence in words.inside()]),
            Part(_("How the committee opens it"), [Line("", sentence) for sentence in words.opening()]),
        ]
        return Detail(_("Package {number}").format(number=row.sequence), "", parts)

    def counts(self, rows: Sequence[Any]) -> str:
        """Return the sentence under the list."""
        return _("{count} packages made").format(count=len(rows))

    # verbs

    def export(self) -> None:
        """Make a package."""
        from chibo_app.ui.dialogs.export_package import ExportPackage

        ExportPackage(self.desk, self.reload).open()

    def exchange_list(self) -> None:
        """Make the list for the database of members."""
        from chibo_app.ui.dialogs.exchange_list import ExchangeListDialog

        ExchangeListDialog(self.desk).open()

    def verify(self) -> None:
        """Check a package from anywhere."""
        from chibo_app.ui.dialogs.verify_package import VerifyPackage

        VerifyPackage(self.desk).open()

    def enrol(self) -> None:
        """Take in what the committee above gave for sealing packages to it."""
        from chibo_app.exchange import enrol

        path = files.to_open(self.desk.widget(), _("Enrolment file of the committee"), _("Enrolment (*.json)"))
        cell_id = self._one_cell()
        if path is None or not cell_id:
            return
        try:
            known = enrol.read(path)
        except UserError as error:
            messages.problem(self.desk.widget(), error)
            return
        if messages.ask(
            self.desk.widget(),
            _("Seal the packages of this cell to {committee}?").format(committee=known.committee),
            _("Take in"),
            more=_("Compare the fingerprint with the committee by telephone: {fingerprint}").format(
                fingerprint=known.fingerprint
            ),
        ):
            perform(
                self.desk,
                _("Enrolment with {committee}").format(committee=known.committee),
                lambda session: enrol.record(session, cell_id, known, clock.today()),
            )

    # inside

    def _one_cell(self) -> str:
        from chibo_app.queries import cells

        if self.desk.cell_id:
            return self.desk.cell_id
        with self.desk.store.read() as session:
            rows = cells.cells(session, clock.today())
        if len(rows) == 1:
            return rows[0].id
        messages.problem(self.desk.widget(), _("Choose one cell at the top first."))
        return ""

    def _enrolments(self, session: Session, cell_id: str) -> list[Line]:
        from chibo_app.exchange import enrol

        known = enrol.newest(session, cell_id)
        if known is None:
            return [Line("", _("No enrolment file has been taken in; a key file or a passphrase is chosen each time."))]
        return [
            Line(_("Committee"), known.committee),
            Line(_("Fingerprint of its key"), known.fingerprint),
            Line(_("Taken in"), dates.show(known.received_on)),
        ]


def _moment(row: ExportRow) -> str:
    return f"{dates.show(row.exported_at.date())} {row.exported_at:%H:%M}"
