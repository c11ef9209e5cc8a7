"""Paper against paper: our list of 2,000 members, the same table drawn by hand, and LibreOffice from our workbook."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from chibo_app.documents import layout as layouts
from chibo_app.documents import members, minutes, pdf, pdf_fonts, pdf_widths, xlsx
from chibo_app.documents.blocks import Table, words
from support import case_facts, paper_facts

MEMBERS = 2_000
pytestmark = pytest.mark.benchmark


def seconds(work: Callable[[], object], times: int = 3) -> float:
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def by_hand(table: Table) -> bytes:
    """The same columns, letters and rules straight on the canvas, wrapped by reportlab."""
    layout = layouts.on(case_facts.member_list(1).letterhead.on)
    area = pdf.area_of(layout, is_landscape=True)
    size = pdf_widths.fitting_size(table, layout.table, area.width)
    widths = pdf_widths.column_widths(table, size, layout.table.pad_x, area.width)
    edges = [area.left + sum(widths[:place]) for place in range(len(widths) + 1)]
    rows = [[words(cell) if not isinstance(cell, int) else str(cell) for cell in row.cells] for row in table.rows]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(area.page_width, area.page_height), initialFontName=pdf_fonts.REGULAR)
    y, leading = 0.0, size * 1.16
    for row in rows:
        cells = [simpleSplit(cell, pdf_fonts.REGULAR, size, width - 6) for cell, width in zip(row, widths, strict=True)]
        height = max(len(lines) for lines in cells) * leading + 5
        if y < area.top + height:
            if y:
                canvas.showPage()
            y = area.page_height - area.top - 60
        canvas.setFont(pdf_fonts.REGULAR, size)
        for lines, left in zip(cells, edges, strict=False):
            for number, line in enumerate(lines):
                canvas.drawString(left + 3, y - (number + 1) * leading, line)
        canvas.lines([(edge, y, edge, y - height) for edge in edges] + [(edges[0], y - height, edges[-1], y - height)])
        y -= height
    canvas.save()
    return buffer.getvalue()


def test_a_working_list_of_2000_members_is_paper_sooner_than_by_hand_or_office(tmp_path: Path) -> None:
    facts = case_facts.member_list(MEMBERS)
    paper = members.build_list(facts)
    table = members.member_table(facts)
    pdf.write(paper)
    ours = seconds(lambda: pdf.write(members.build_list(facts)))
    hand = seconds(lambda: by_hand(table))
    file = tmp_path / "list.xlsx"
    file.write_bytes(xlsx.write(paper))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True)  # the first start makes the profile
    office = seconds(lambda: subprocess.run(command, check=True, capture_output=True), 2)
    print(  # noqa: T201
        f"\nlist of {MEMBERS}: ours {ours:.2f} s = {ours / hand:.2f} × by hand (≤ 2)"
        f" = {ours / office:.2f} × LibreOffice (≤ 0.5)"
    )
    assert ours <= 2 * hand
    assert ours <= office / 2


def test_minutes_of_a_page_are_ready_at_once() -> None:
    facts = paper_facts.minutes()
    pdf.write(minutes.build(facts))
    warm = seconds(lambda: pdf.write(minutes.build(facts)), 9)
    print(f"\nminutes, warm: {warm * 1000:.0f} ms (target 50 ms)")  # noqa: T201
    assert pdf.write(minutes.build(facts))
