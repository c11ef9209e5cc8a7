"""Templates of the pledge: typed or taken from a committee's Word file, and written into pledges of members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from chibo_app.actions import pledge_templates as acts
from chibo_app.basics import clock
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.queries import labels, pledge_templates
from chibo_app.queries.pledge_templates import TemplateRow
from chibo_app.rules.kinds import MeasureKind, PledgeGroup
from chibo_app.rules.pledges import DraftItem
from chibo_app.ui.dialogs.pledge_rows import ItemLine, item_lines
from chibo_app.ui.kit import buttons, files, messages, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages.pledges_forms import promise_fields

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

_PAGE = "pledges"


def show(
    window: Window, cell_id: str, year: int, people: Sequence[str], chosen: tuple[str, str] | None
) -> TemplatesDialog:  # fmt: skip
    """Open the templates; `people` are all members shown, `chosen` the id and name of the one chosen."""
    dialog = TemplatesDialog(window, cell_id, year, people, chosen)
    dialog.open()
    return dialog


class TemplatesDialog(QDialog):
    """Templates above, the promises of the chosen one below, the ways to write it into pledges at the bottom."""

    def __init__(
        self, window: Window, cell_id: str, year: int, people: Sequence[str], chosen: tuple[str, str] | None
    ) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Templates of the pledge"))
        self._window, self._cell_id, self._year = window, cell_id, year
        self._people, self._member = list(people), chosen
        self.templates = EntryList(window, self._template_kind())
        self.items = EntryList(window, self._item_kind())
        self.templates.table.chosen.connect(lambda _id: self._show_items())
        box = QVBoxLayout(self)
        purpose = _("A template is written only into pledges that are not handed in; nothing in them is lost.")
        box.addWidget(plain(purpose, "quiet"))
        box.addWidget(self.templates, 2)
        box.addWidget(self.items, 3)
        box.addWidget(self._bottom())
        theme.size_dialog(self, 106, 18)
        self.reload()

    def reload(self) -> None:
        """Read the templates again."""
        with self._window.store.read() as session:
            rows = pledge_templates.templates(session)
        self.templates.show_rows(rows)
        self._show_items()

    def reject(self) -> None:
        """Close, unless something typed would be lost."""
        if self.templates.may_leave() and self.items.may_leave():
            super().reject()

    # verbs

    def import_file(self) -> None:
        """Take a committee's Word file as a new template."""
        from chibo_app.exchange import pledge_template_file

        path = files.to_open(self, _("Word file with the template"), "Word (*.docx)")
        if path is None:
            return
        try:
            found = pledge_template_file.read(path)
        except UserError as error:
            messages.problem(self, error)
            return
        year = found.year or self._year
        name = _("Template {year}: {file}").format(year=year, file=path.stem)
        done = perform(
            self._window, _("Import the template {file}").format(file=path.name),
            lambda session: acts.add(
                session, name, date(year, 1, 1), valid_to=date(year, 12, 31), legal_bases="\n".join(found.bases),
                items=found.items,
            ).id,
        )  # fmt: skip
        if done is not None:
            self.reload()
            self.templates.table.choose(done.value)
            told = _("{count} promises were taken over; please look at their parts and targets.")
            messages.inform(self, told.format(count=len(found.items)))

    def write_into_all(self) -> None:
        """Write the chosen template into the pledges of all members shown."""
        question = _("Write the template into the pledges of {year} of {count} members who have not handed theirs in?")
        if messages.ask(self, question.format(year=self._year, count=len(set(self._people))), _("Write")):
            self._write(list(dict.fromkeys(self._people)))

    def write_into_one(self) -> None:
        """Write the chosen template into the pledge of the chosen member."""
        if self._member is not None:
            self._write([self._member[0]])

    # inside

    def _write(self, people: list[str]) -> None:
        chosen: TemplateRow | None = self.templates.chosen()
        if chosen is None:
            messages.inform(self, _("Choose a template first."))
            return
        label = _("Write the template {name} into pledges").format(name=chosen.name)
        done = perform(
            self._window, label,
            lambda session: acts.apply(session, chosen.id, self._cell_id, people, self._year, clock.today()),
        )  # fmt: skip
        if done is not None:
            messages.inform(self, _("{count} pledges were filled in.").format(count=done.value))

    def _bottom(self) -> QWidget:
        place = QWidget()
        row = flow_in(place)
        row.addWidget(buttons.button(_("Write into the pledges of all …"), self.write_into_all, "primary"))
        if self._member is not None:
            words = _("Only into that of {name}").format(name=self._member[1])
            row.addWidget(buttons.button(words, self.write_into_one))
        row.addWidget(buttons.button(_("From a Word file …"), self.import_file))
        row.addWidget(buttons.button(_("Close"), self.reject))
        return place

    def _show_items(self) -> None:
        chosen: TemplateRow | None = self.templates.chosen()
        self.items.show_rows(item_lines(chosen.items) if chosen is not None else [])
        self.items.set_read_only(chosen is None)

    def _template_kind(self) -> EntryKind:
        return EntryKind(
            name="pledge_templates", page=_PAGE,
            columns=(
                Column("name", _("Name of the template"), 34),
                Column("issuer", _("Issued by"), 24),
                Column("valid_from", _("Holds from"), 11, "centre"),
                Column("valid_to", _("Holds until"), 11, "centre"),
                Column("items", _("Promises"), 9, "right", shown=lambda row: str(len(row.items))),
            ),
            empty=_("No template yet: take one from a Word file or write it here."),
            add_words=_("New template"), add=lambda: self._template_form(None), edit=self._template_form,
            remove=self._remove_template,
        )  # fmt: skip

    def _template_form(self, row: TemplateRow | None) -> FormSpec:
        names = ("name", "issuer", "valid_from", "valid_to", "legal_bases")

        def save(session: Session, values: Values, _why: Explanations) -> str:
            facts: dict[str, Any] = dict(values)
            if row is not None:
                return acts.edit(session, row.id, **facts).id
            return acts.add(session, facts.pop("name"), facts.pop("valid_from"), **facts).id

        start: dict[str, object] = {"valid_from": date(self._year, 1, 1), "valid_to": date(self._year, 12, 31)}
        return FormSpec(
            f"pledges.template:{row.id if row else ''}", row.name if row else _("New template"),
            [Section("", [
                Field("name", _("Name of the template"), required=True),
                Field("issuer", _("Issued by")),
                Field("valid_from", _("Holds from"), "day", required=True),
                Field("valid_to", _("Holds until"), "day"),
                Field("legal_bases", _("Based on"), "lines", hint=_("one document in each line")),
            ])],
            save, lambda values: _("Template of the pledge: {name}").format(name=values["name"]),
            {name: getattr(row, name) for name in names} if row else start, saved=lambda _id: self.reload(),
        )  # fmt: skip

    def _remove_template(self, row: TemplateRow) -> None:
        label = _("Take out the template {name}").format(name=row.name)
        perform(self._window, label, lambda session: acts.remove(session, row.id))
        self.reload()

    def _item_kind(self) -> EntryKind:
        return EntryKind(
            name="pledge_template_items", page=_PAGE,
            columns=(
                Column("group", _("Part of the pledge"), 20, shown=lambda row: labels.heading(row.item.group)),
                Column("content", _("What is promised"), 44),
                Column("target", _("Target"), 12),
                Column("due", _("Until"), 9, "centre"),
                Column("evidence", _("Shown by"), 20, shown=lambda row: row.item.evidence),
            ),
            empty=_("Choose a template above; its promises stand here."),
            add_words=_("Add a promise"), add=lambda: self._item_form(None), edit=self._item_form,
            remove=self._remove_item,
        )  # fmt: skip

    def _item_form(self, row: ItemLine | None) -> FormSpec:
        template: TemplateRow = self.templates.chosen()
        item = row.item if row else None

        def save(session: Session, values: Values, _why: Explanations) -> str:
            made = _draft(values, item.links if item else ())
            return acts.put_item(session, template.id, made, row.place if row else None).id

        start: dict[str, object] = {"measure_kind": MeasureKind.NUMBER}
        if item is not None:
            names = ("group", "content", "measure_kind", "target", "unit", "evidence", "linked_duty")
            start = {name: getattr(item, name) for name in names} | {"due_on": item.due_in(template.valid_from.year)}
        return FormSpec(
            f"pledges.template_item:{template.id}", _("Promise of the template {name}").format(name=template.name),
            [Section("", promise_fields())],
            save, lambda _values: _("Promise of the template {name}").format(name=template.name), start,
            again=row is None, saved=lambda _id: self.reload(),
        )  # fmt: skip

    def _remove_item(self, row: ItemLine) -> None:
        template: TemplateRow = self.templates.chosen()
        label = _("Take a promise out of the template {name}").format(name=template.name)
        perform(self._window, label, lambda session: acts.take_item(session, template.id, row.place).id)
        self.reload()


def _draft(values: Values, links: tuple[tuple[str, str], ...]) -> DraftItem:
    due = values["due_on"]
    return DraftItem(
        PledgeGroup(str(values["group"])), str(values["content"]), MeasureKind(str(values["measure_kind"])),
        str(values["target"] or ""), str(values["unit"] or ""), (due.month, due.day) if isinstance(due, date) else None,
        str(values["evidence"] or ""), str(values["linked_duty"] or ""), links,
    )  # fmt: skip
