"""The judges of a package are programs that are not ours: age, unzip, sha256sum."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from chibo_app.basics.errors import Cancelled, UserError
from chibo_app.exchange import keys, package, package_check, sealed, signing
from chibo_app.exchange.manifest import CellMark
from chibo_app.exchange.package import Exported, Opener, Recipient
from chibo_app.models.documents import ExportLog
from chibo_app.models.people import Person
from support import books
from support.senders import Sender

VIETNAMESE = r"[ạảấầậẩẫắặằẵẳệểễềếịọỏốồộổỗớờợởỡụủứừựửữỹỳýđĐ]"
PASSPHRASE = "hoa sen nở tháng năm"


def unpacked(sender: Sender, exported: Exported) -> Path:
    """Open a package with age and unzip only."""
    plain, folder = sender.folder / "goi.zip", sender.folder / "goi"
    command = ["age", "-d", "-i", str(sender.identity), "-o", str(plain), str(exported.path)]
    subprocess.run(command, check=True, capture_output=True)
    subprocess.run(["unzip", "-q", str(plain), "-d", str(folder)], check=True, capture_output=True)
    return folder


def test_age_unzip_and_sha256sum_open_a_package_without_our_code(sender: Sender) -> None:
    folder = unpacked(sender, sender.export())
    proof = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], check=True, cwd=folder, capture_output=True, text=True)
    assert proof.stdout.count(": OK\n") == len((folder / "SHA256SUMS").read_text().splitlines())
    assert "age -d" in (folder / "README.txt").read_text(encoding="utf-8")
    people = [json.loads(line) for line in (folder / "data/person.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(people) == 32
    assert all(list(person) == sorted(person) for person in people)
    assert {"full_name", "birth_date"} <= people[0].keys()
    assert "search_key" not in people[0]
    (attached,) = (folder / "attachments").iterdir()
    assert hashlib.sha256(attached.read_bytes()).hexdigest() == attached.name


def test_the_signature_is_plain_ed25519_over_the_exact_bytes(sender: Sender) -> None:
    folder = unpacked(sender, sender.export())
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    content = (folder / "manifest.json").read_bytes()
    signer = json.loads(content)["signer"]
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer)).verify(
        (folder / "manifest.json.sig").read_bytes(), content
    )
    assert not signing.is_signed(content + b" ", (folder / "manifest.json.sig").read_bytes(), signer)


def test_a_package_verifies_and_says_whose_it_is(module_sender: Sender, sent: bytes) -> None:
    found = package_check.verify_bytes(sent, module_sender.opener)
    assert found.ok, found.problems
    assert (found.format, found.sequence, found.counts["person"], found.counts["meeting"]) == (
        "vn.chibo.package", 1, 32, 1,
    )  # fmt: skip
    assert found.cell == CellMark(module_sender.cell_id, "", "Chi bộ Tổ dân phố Thử")
    assert found.signer == keys.own_keys(module_sender.store, module_sender.cell_id).signer


def test_the_file_is_named_after_cell_period_and_number_only(sender: Sender) -> None:
    first, second = sender.export(), sender.export()
    assert first.path.name == "CB-CHI-BO-TO-DAN-PHO-THU-2026-q3-0001.chibopkg"
    assert second.path.name == "CB-CHI-BO-TO-DAN-PHO-THU-2026-q3-0002.chibopkg"
    opened = package.open_package(second.path.read_bytes(), sender.opener).manifest
    assert (opened.sequence, opened.previous_sha256) == (2, hashlib.sha256(first.path.read_bytes()).hexdigest())
    assert opened.journal_seal
    with sender.store.read() as session:
        logged = session.exec(select(ExportLog).order_by(ExportLog.sequence)).all()  # type: ignore[arg-type]
    assert [(row.sequence, row.sha256) for row in logged] == [(1, first.sha256), (2, second.sha256)]


def test_an_export_is_not_undone(sender: Sender) -> None:
    before = sender.store.undo_label
    sender.export()
    assert sender.store.undo_label == before


def test_the_sender_can_open_the_package_again(sender: Sender) -> None:
    exported = sender.export()
    own = keys.own_keys(sender.store, sender.cell_id)
    assert package.verify(exported.path, Opener((own.identity,))).ok


def test_a_package_under_a_passphrase_opens_with_it_alone(sender: Sender) -> None:
    exported = sender.export(Recipient.of_passphrase(PASSPHRASE))
    assert package.verify(exported.path, Opener(passphrase=PASSPHRASE)).ok
    for opener, told in ((Opener(passphrase="sai mật khẩu"), "mật khẩu không đúng"), (sender.opener, "bằng mật khẩu")):
        found = package.verify(exported.path, opener)
        assert not found.ok
        assert told in found.problems[0]


def test_only_the_rows_of_the_cell_leave_the_book(sender: Sender) -> None:
    other = books.add_cell(sender.store, "Chi bộ Khác")
    strangers = books.add_members(sender.store, other, 3)
    opened = package.open_package(sender.export().path.read_bytes(), sender.opener)
    assert {row["id"] for row in opened.rows["cell"]} == {sender.cell_id}
    assert not {row["id"] for row in opened.rows["person"]} & set(strangers)
    assert {row["cell_id"] for row in opened.rows["membership_event"]} == {sender.cell_id}
    theirs = package.export(sender.store, other, sealed.read_recipients(sender.recipients), sender.folder, "x")
    found = package.verify(theirs.path, sender.opener)
    assert found.ok, found.problems
    assert (found.sequence, found.counts["person"], found.counts["meeting"]) == (1, 3, 0)


def refuse_flips_and_cuts(sender: Sender, sent: bytes, flips: int, cuts: int) -> None:
    chance = random.Random(20260203)  # the same damage each time
    damaged = []
    for _number in range(flips):
        flipped = bytearray(sent)
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        damaged.append(bytes(flipped))
    damaged += [sent[: chance.randrange(len(sent))] for _number in range(cuts)]
    damaged += [sent + b"\0", sent + sent, b""]
    for content in damaged:
        found = package_check.verify_bytes(content, sender.opener)
        assert not found.ok
        (sentence,) = found.problems
        assert any(letter in VIETNAMESE for letter in sentence), sentence


def test_changed_and_cut_packages_are_refused_in_vietnamese(module_sender: Sender, sent: bytes) -> None:
    refuse_flips_and_cuts(module_sender, sent, flips=50, cuts=10)


@pytest.mark.faults
def test_500_changed_bits_and_100_cuts_are_all_refused(module_sender: Sender, sent: bytes) -> None:
    refuse_flips_and_cuts(module_sender, sent, flips=500, cuts=100)


def repacked(
    sender: Sender, sent: bytes, change: Callable[[dict[str, bytes]], object], *, resign: bool = False
) -> bytes:
    """Return the package with its files changed, as somebody could who has the committee's public key."""
    opened = package.open_package(sent, sender.opener)
    files = dict(opened.files)
    change(files)
    if resign:
        secret = signing.new_secret()
        document = json.loads(files["manifest.json"])
        listed = {name for name in files if name not in ("manifest.json", "manifest.json.sig", "SHA256SUMS")}
        document["files"] = {
            name: {"sha256": hashlib.sha256(files[name]).hexdigest(), "bytes": len(files[name])} for name in listed
        }
        document["counts"] = {
            name: len(files.get(f"data/{name}.jsonl", b"").splitlines()) for name in document["counts"]
        }
        document["signer"] = signing.public_of(secret)
        files["manifest.json"] = json.dumps(document).encode()
        files["manifest.json.sig"] = signing.sign(files["manifest.json"], secret)
        digests = {name: hashlib.sha256(files[name]).hexdigest() for name in [*listed, "manifest.json"]}
        files["SHA256SUMS"] = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sealed.seal(stream.getvalue(), sealed.read_recipients(sender.recipients))


def other_sequence(files: dict[str, bytes]) -> None:
    files["manifest.json"] = files["manifest.json"].replace(b'"sequence": 1', b'"sequence": 9')


PEOPLE = "data/person.jsonl"
FORGERIES: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "a changed row": (lambda files: files.update({PEOPLE: files[PEOPLE].replace(b"1960", b"1961")}), "bị sửa"),
    "a lost file": (lambda files: files.pop(PEOPLE), "bị mất"),
    "a strange file": (lambda files: files.update({"data/../x.jsonl": b""}), "tệp lạ"),
    "a program": (lambda files: files.update({"chay.exe": b"MZ"}), "tệp lạ"),
    "an attachment more": (lambda files: files.update({"attachments/" + "0" * 64: b"x"}), "bị thêm"),
    "another manifest": (other_sequence, "bị sửa"),
    "no manifest": (lambda files: files.pop("manifest.json"), "cấu trúc"),
    "another signature": (lambda files: files.update({"manifest.json.sig": bytes(64)}), "Chữ ký"),
    "another sum": (lambda files: files.update({"SHA256SUMS": b""}), "bị sửa"),
    "a huge manifest": (lambda files: files.update({"manifest.json": b" " * 6_000_000}), "lớn quá mức"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGERIES)
def test_a_package_changed_inside_is_refused(module_sender: Sender, sent: bytes, name: str) -> None:
    change, told = FORGERIES[name]
    found = package_check.verify_bytes(repacked(module_sender, sent, change), module_sender.opener)
    assert not found.ok
    assert told in found.problems[0]


def row_change(**changes: object) -> Callable[[dict[str, bytes]], object]:
    def change(files: dict[str, bytes]) -> None:
        first, *rest = files[PEOPLE].decode().splitlines()
        row = {name: value for name, value in (json.loads(first) | changes).items() if value != "-"}
        files[PEOPLE] = ("\n".join([json.dumps(row), *rest]) + "\n").encode()

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (row_change(gender="x"), "giá trị không hợp lệ"),
        (row_change(birth_date="1960-13"), "giá trị không hợp lệ"),
        (row_change(full_name=""), "giá trị không hợp lệ"),
        (row_change(full_name="-"), "không có đúng các cột"),
        (row_change(strange=1), "không có đúng các cột"),
        (row_change(id="1"), "mã riêng"),
        (lambda files: files.update({PEOPLE: files[PEOPLE] * 2}), "mã riêng"),
        (lambda files: files.update({PEOPLE: b""}), "dẫn đến nội dung không có"),
        (lambda files: files.update({"data/cell.jsonl": b""}), "đúng chi bộ"),
        (lambda files: files.update({PEOPLE: b"[1]\n"}), "cấu trúc"),
    ],
)
def test_rows_that_cannot_be_are_told_even_when_well_signed(
    module_sender: Sender, sent: bytes, change: Callable[[dict[str, bytes]], object], told: str
) -> None:
    found = package_check.verify_bytes(repacked(module_sender, sent, change, resign=True), module_sender.opener)
    assert not found.ok
    assert any(told in problem for problem in found.problems), found.problems


def test_a_newer_format_is_told_apart(module_sender: Sender, sent: bytes) -> None:
    def newer(files: dict[str, bytes]) -> None:
        files["manifest.json"] = files["manifest.json"].replace(b'"format_version": 1', b'"format_version": 2')

    found = package_check.verify_bytes(repacked(module_sender, sent, newer), module_sender.opener)
    assert "phiên bản mới hơn" in found.problems[0]


def test_a_full_disk_leaves_no_file_and_no_entry(sender: Sender) -> None:
    full = sender.folder / "full.chibopkg"
    (sender.folder / "full.chibopkg.part").symlink_to("/dev/full")
    with pytest.raises(UserError, match="sổ vẫn như cũ"):
        sender.export(out=full)
    assert not full.exists()
    assert not full.with_name(full.name + ".part").is_symlink()
    with sender.store.read() as session:
        assert not session.exec(select(ExportLog)).all()


def test_a_folder_that_is_not_there_leaves_no_entry(sender: Sender) -> None:
    with pytest.raises(UserError, match="Chưa có gì thay đổi"):
        sender.export(out=sender.folder / "không có" / "x.chibopkg")
    with sender.store.read() as session:
        assert not session.exec(select(ExportLog)).all()


@pytest.mark.parametrize("step", [1, 2, 3])
def test_cancelling_at_any_step_leaves_the_old_state(sender: Sender, step: int) -> None:
    asked = iter(range(1, 9))
    out = sender.folder / "x.chibopkg"
    with pytest.raises(Cancelled):
        package.export(
            sender.store, sender.cell_id, sealed.read_recipients(sender.recipients), out,
            is_cancelled=lambda: next(asked) == step,
        )  # fmt: skip
    assert list(sender.folder.glob("x.chibopkg*")) == []
    with sender.store.read() as session:
        assert not session.exec(select(ExportLog)).all()


def test_keys_stay_in_the_book_and_are_made_once(sender: Sender) -> None:
    own = keys.own_keys(sender.store, sender.cell_id)
    assert keys.own_keys(sender.store, sender.cell_id) == own
    assert own.identity not in repr(own)
    content = b"".join(part for part in unpacked_bytes(sender))
    assert own.identity.encode() not in content
    assert own.signing_secret.encode() not in content


def unpacked_bytes(sender: Sender) -> Iterator[bytes]:
    yield from package.open_package(sender.export().path.read_bytes(), sender.opener).files.values()


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(UserError, match="ít nhất 8"):
        Recipient.of_passphrase("1234567")


def test_people_merged_and_voided_travel_with_their_cell(sender: Sender) -> None:
    with sender.store.read() as session:
        kept, doubled = session.exec(select(Person).limit(2)).all()

    def merge(session: object) -> None:
        found = session.get(Person, doubled.id)  # type: ignore[attr-defined]
        found.merged_into_id, found.voided_on = kept.id, date(2026, 9, 1)

    sender.store.write("Gộp", merge)
    found = package.verify(sender.export().path, sender.opener)
    assert found.ok, found.problems


def test_every_table_says_what_it_holds(sender: Sender) -> None:
    schema = json.loads(package.open_package(sender.export().path.read_bytes(), sender.opener).files["schema.json"])
    assert not [name for name, table in schema["tables"].items() if not table["meaning"]]
    assert schema["tables"]["membership_event"]["columns"]["person_id"]["refers_to"] == "person"
    assert "male" in schema["tables"]["person"]["columns"]["gender"]["values"]
    assert not [name for name in schema["tables"] if name.startswith("self_check")], "own looks at the signs stay here"


def test_line_signs_inside_a_text_do_not_cut_a_row(module_sender: Sender, sent: bytes) -> None:
    def change(files: dict[str, bytes]) -> None:
        row = json.loads(files[PEOPLE].splitlines()[0])
        longer = json.dumps(row | {"current_occupation": "Nông dân\u2028nghỉ"}, ensure_ascii=False).encode()
        files[PEOPLE] = b"\n".join([longer, *files[PEOPLE].splitlines()[1:]]) + b"\n"

    found = package_check.verify_bytes(repacked(module_sender, sent, change, resign=True), module_sender.opener)
    assert found.problems == ()


def test_strange_columns_of_a_newer_program_are_told_as_such(module_sender: Sender, sent: bytes) -> None:
    def change(files: dict[str, bytes]) -> None:
        row_change(strange=1)(files)
        known = re.search(rb'"schema_version": \d+', files["manifest.json"])
        assert known
        files["manifest.json"] = files["manifest.json"].replace(known[0], b'"schema_version": 999')

    found = package_check.verify_bytes(repacked(module_sender, sent, change, resign=True), module_sender.opener)
    assert "phiên bản mới hơn" in found.problems[0]
