"""The words of written documents as plain data: what goes in comes out, strange data is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.rules import written_text
from chibo_app.rules.written_text import Piece, Stretch

_WORDS = st.text(alphabet="abc ăđêỳ#|-1", min_size=1, max_size=20)
_PIECES = st.lists(
    st.one_of(
        st.builds(
            Piece,
            st.sampled_from(["para", "heading", "item", "number"]),
            st.lists(st.builds(Stretch, _WORDS, st.booleans(), st.booleans()), max_size=3).map(tuple),
        ),
        st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=4).map(lambda rows: Piece("table", rows=tuple(rows))),
    ),
    max_size=6,
)


@given(_PIECES)
def test_what_is_stored_comes_back(pieces: list[Piece]) -> None:
    assert written_text.load(written_text.dump(pieces)) == tuple(pieces)


def test_a_template_tells_headings_items_and_tables_apart() -> None:
    found = written_text.from_lines(["# I. ĐẦU", "Một câu.", "- việc", "| TT | Việc |", "| 1 | Họp |", "Câu cuối."])
    assert [one.kind for one in found] == ["heading", "para", "item", "table", "para"]
    assert found[3].rows == (("TT", "Việc"), ("1", "Họp"))
    assert written_text.plain_words(found) == "I. ĐẦU\nMột câu.\nviệc\nTT Việc\n1 Họp\nCâu cuối."


def test_rows_of_a_table_are_made_equally_long() -> None:
    assert written_text.load([{"kind": "table", "rows": [["a", "b"], ["c"]]}])[0].rows == (("a", "b"), ("c", ""))


def test_data_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no piece"):
        written_text.load([{"kind": "script", "runs": []}])
