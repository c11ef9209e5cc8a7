from __future__ import annotations

import hashlib
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from chibo_app.basics.errors import UserError
from chibo_app.store import Key, Store


def test_a_passphrase_typed_in_either_normal_form_is_the_same_key(path: Path) -> None:
    typed = "Chi bộ Rạng Đông"
    nfc, nfd = (Key.passphrase(unicodedata.normalize(form, typed)) for form in ("NFC", "NFD"))
    with Store.create(path, nfc):
        pass
    with Store.open(path, nfd) as store:
        assert store.is_encrypted


def test_the_file_opens_with_the_plain_passphrase_in_any_sqlcipher_tool(path: Path) -> None:
    with Store.create(path, Key.passphrase("hoa sen 'trắng'")):
        pass
    connection = driver.connect(str(path))
    connection.execute("PRAGMA key='hoa sen ''trắng'''")
    assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
    connection.close()


def test_the_derivation_is_the_one_of_sqlcipher_4(path: Path) -> None:
    with Store.create(path, Key.passphrase("một")):
        pass
    derived = Key.passphrase("một").derive(path)
    assert derived.raw == hashlib.pbkdf2_hmac("sha512", "một".encode(), path.read_bytes()[:16], 256_000, 32)


def test_a_derived_key_is_used_again_for_opening(path: Path) -> None:
    with Store.create(path, Key.passphrase("một")):
        pass
    derived = Key.passphrase("một").derive(path)
    for _time in range(2):
        with Store.open(path, derived) as store:
            assert not store.must_set_passphrase


def test_no_key_makes_a_file_that_any_sqlite_tool_reads(path: Path) -> None:
    with Store.create(path, Key.none()):
        pass
    assert path.read_bytes().startswith(b"SQLite format 3\0")
    with Store.open(path, Key.none()) as store:
        assert not store.is_encrypted
        with pytest.raises(UserError, match="mật khẩu"):
            store.recovery_code()


def test_a_key_never_shows_its_secret() -> None:
    assert "bí mật" not in repr(Key.passphrase("bí mật"))
    shown = repr(Key("recovery", b"\x07" * 32).derive(Path("nowhere")))
    assert "\\x07" not in shown
    assert "0707" not in shown


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(UserError):
        Key.passphrase("")


def test_the_passphrase_field_can_be_painted_before_sqlmodel_and_the_driver_are_loaded() -> None:
    code = (
        "import sys; from pathlib import Path; from chibo_app.store import Key; from chibo_app.store import header;"
        "Key.passphrase('x').derive(Path('none')); header.look(Path('none'));"
        "loaded = {'sqlmodel', 'sqlalchemy', 'pydantic', 'sqlcipher3', 'cryptography'} & set(sys.modules);"
        "sys.exit(','.join(loaded) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
