"""Any text can be sent and shown; what needs no change keeps every character."""

from hypothesis import given
from hypothesis import strategies as st

from autograder.wire.text import printable, sendable
from tests.support.wire_values import QUICK

ANY = st.text(st.characters(exclude_categories=()))  # surrogates included


@given(ANY)
@QUICK
def test_every_text_can_be_sent(text: str):
    assert sendable(text).encode("utf-8").decode("utf-8") == sendable(text)


@given(st.text())
@QUICK
def test_a_text_of_whole_characters_stays_as_it_is(text: str):
    assert sendable(text) == text


def test_two_halves_become_one_character_and_a_half_alone_is_replaced():
    assert sendable("a\ud83d\ude00b") == "a\U0001f600b"
    assert sendable("a\ud83db\ude00") == "a\ufffdb\ufffd"


@given(ANY)
@QUICK
def test_what_is_printed_has_no_control_character(text: str):
    assert all(char.isprintable() or char.isspace() or ord(char) >= 160 for char in printable(text))
    assert "\0" not in printable(text)
