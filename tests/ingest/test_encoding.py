"""Bytes to text."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.ingest.encoding import clean_text, decode_bytes, is_probably_text
from headwater.ingest.reading import UnreadableError

SPANISH = "El señor Núñez dijo que la producción en El Libertador comenzó en 2012, según él mismo. " * 3
RUSSIAN = "Министр сообщил, что производство началось весной и что завод выпустил двенадцать аппаратов. " * 3
CHINESE = "部长说，工厂自春天以来已经组装了十二架飞机，发动机的来源不明。" * 5

ROWS = [
    (SPANISH.encode(), None, SPANISH, "UTF-8"),
    (SPANISH.encode(), "iso-8859-1", SPANISH, "UTF-8 that is declared as something else"),
    (SPANISH.encode("utf-8-sig"), None, SPANISH, "UTF-8 with a mark"),
    (SPANISH.encode("utf-16"), None, SPANISH, "UTF-16 with a mark"),
    (SPANISH.encode("utf-16-le"), None, SPANISH, "UTF-16 without a mark"),
    (SPANISH.encode("utf-16-be"), None, SPANISH, "UTF-16 the other way round"),
    (SPANISH.encode("cp1252"), "iso-8859-1", SPANISH, "declared Latin-1"),
    (SPANISH.encode("cp1252"), None, SPANISH, "Latin-1 that nobody declared"),
    (SPANISH.encode("cp1252"), "utf-8", SPANISH, "Latin-1 that is declared as UTF-8"),
    ("“Quoted” – so".encode("cp1252"), "iso-8859-1", "“Quoted” – so", "Windows quotes declared as Latin-1"),
    (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN, "declared Cyrillic"),
    (RUSSIAN.encode("cp1251"), None, RUSSIAN, "Cyrillic that nobody declared"),
    (CHINESE.encode("gb18030"), "gb2312", CHINESE, "declared Chinese"),
    (SPANISH.encode() + b"\xff" + SPANISH.encode(), None, SPANISH + "\ufffd" + SPANISH, "UTF-8 with one broken byte"),
    (b"plain", "no-such-charset", "plain", "a charset that does not exist"),
    (b"plain", "hex", "plain", "a codec that is no charset"),
]


@pytest.mark.parametrize(("data", "charset", "expected", "why"), ROWS, ids=[r[3] for r in ROWS])
def test_decode_bytes(data: bytes, charset: str | None, expected: str, why: str) -> None:
    assert decode_bytes(data, charset=charset)[0] == expected, why


@pytest.mark.parametrize("data", [os.urandom(4000), bytes(4000), bytes(range(256)) * 10])
def test_junk_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode_bytes(data)
    assert caught.value.code == "not_text"
    assert not is_probably_text(data)


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("a\r\nb\rc\x0bd\x0ce\x85f", "a\nb\nc\nd\ne\nf", "newlines of every kind"),
        ("a\tb  c\u00a0d\u200be\u00ade", "a\tb  c\u00a0d\u200be\u00ade", "blanks and soft hyphens stay"),
        ("a\x00b\x1b[1mc\x7f\x9f\ufeff", "ab[1mc", "control characters go"),
        ("a\ud800b", "a\ufffdb", "a lone surrogate cannot be stored"),
    ],
)
def test_clean_text(text: str, expected: str, why: str) -> None:
    assert clean_text(text) == expected, why


@given(st.text())
def test_cleaning_is_done_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    once.encode()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    try:
        found = decode_bytes(text.encode())[0]
    except UnreadableError:
        assert "\ufffd" in text or "\ufffe" in text or "\uffff" in text
    else:
        assert found == text.removeprefix("\ufeff")
