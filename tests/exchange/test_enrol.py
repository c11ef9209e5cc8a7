from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from chibo_app.basics.errors import CannotOpen, UserError
from chibo_app.exchange import enrol, package, sealed
from chibo_app.exchange.package import Opener
from support.senders import Sender


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "không có khóa của người nhận"),
        ("xin chào", "không có khóa của người nhận"),
        ("AGE-SECRET-KEY-1" + "Q" * 58, "khóa bí mật"),
        ("age1" + "q" * 58, "không phải là khóa công khai"),
        ('{"format": "vn.chibo.enrolment"}', "không phải là tệp đăng ký"),
        ("{" * 5000, "không phải là tệp đăng ký"),
        ("x" * 70_000, "Không đọc được tệp khóa"),
    ],
)
def test_wrong_key_files_are_refused_in_a_sentence(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "k.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=told):
        enrol.read_key_file(path)
    with pytest.raises(CannotOpen):
        Opener.of_file(tmp_path / "nothing.txt")


def test_an_enrolment_names_the_committee_its_key_and_the_cell(sender: Sender) -> None:
    public = sealed.read_recipients(sender.recipients).keys[0]
    issued = enrol.Enrolment.issue("0190-cell", "38.168.053", "Đảng ủy phường Thử", public, date(2026, 9, 2))
    path = sender.folder / "đăng ký.json"
    enrol.write(issued, path)
    assert enrol.read(path) == issued
    sender.store.write("Đăng ký", lambda session: enrol.record(session, sender.cell_id, issued, date(2026, 9, 3)))
    exported = sender.export(enrol.read_key_file(path))
    found = package.verify(exported.path, sender.opener)
    assert found.ok, found.problems
    assert (found.cell.code, found.cell.committee_cell_id) == ("38.168.053", "0190-cell")
    assert exported.path.name.startswith("CB-38-168-053-2026-q3-")


@pytest.mark.parametrize(
    "change", [{"committee": "x" * 301}, {"more": "x"}, {"code": 5}, {"issued_on": "2026"}, {"recipient": "age1"}]
)
def test_an_enrolment_with_other_names_or_sizes_is_refused(sender: Sender, change: dict[str, object]) -> None:
    public = sealed.read_recipients(sender.recipients).keys[0]
    path = sender.folder / "e.json"
    enrol.write(enrol.Enrolment.issue("c", "1", "Đảng ủy", public, date(2026, 9, 2)), path)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(CannotOpen, match="không phải là tệp đăng ký"):
        enrol.read(path)


def test_an_enrolment_whose_key_was_exchanged_is_refused(sender: Sender) -> None:
    public = sealed.read_recipients(sender.recipients).keys[0]
    path = sender.folder / "e.json"
    enrol.write(enrol.Enrolment.issue("c", "1", "Đảng ủy", public, date(2026, 9, 2)), path)
    path.write_text(path.read_text(encoding="utf-8").replace(public, sealed.new_identity()[1]), encoding="utf-8")
    with pytest.raises(CannotOpen, match="Mã đối chiếu"):
        enrol.read(path)
