"""Customers are told apart exactly, and numbered as they come."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from attribution_desktop.domain.channels import channel_key, channel_name
from attribution_desktop.importing.names import ChannelCodes, ExactCodes, renumbered

TEXTS = st.text(st.characters(codec="utf-8"), max_size=5)


@given(st.lists(st.lists(TEXTS, max_size=30), max_size=6))
def test_every_text_has_one_code_in_order_of_appearance(blocks: list[list[str]]) -> None:
    codes = ExactCodes()
    expected: dict[str, int] = {}
    for block in blocks:
        found = codes.codes(pl.Series(block, dtype=pl.String))
        assert found.dtype.name == "int32"
        assert found.tolist() == [expected.setdefault(text, len(expected)) for text in block]
    assert codes.names() == list(expected)
    in_order, places = codes.in_order()
    assert in_order == sorted(expected)
    assert [in_order[place] for place in places.tolist()] == list(expected)
    assert renumbered(np.array([-1, *expected.values()], np.int32), places).tolist() == [
        -1,
        *places.tolist(),
    ]


@given(st.lists(st.lists(st.sampled_from(["Email", " email", "EMAIL", "TV", ""])), max_size=5))
def test_spellings_of_a_channel_share_a_code(blocks: list[list[str]]) -> None:
    codes = ChannelCodes()
    found = [code for block in blocks for code in codes.codes(pl.Series(block, dtype=pl.String))]
    spelled = [text for block in blocks for text in block]
    keys = [channel_key(text) for text in spelled]
    assert [channel_key(codes.names()[code]) for code in found] == keys
    assert found == [list(dict.fromkeys(keys)).index(key) for key in keys]
    assert codes.names() == [channel_name(spelled[keys.index(key)]) for key in dict.fromkeys(keys)]


def test_many_texts_keep_their_codes() -> None:
    codes = ExactCodes()
    texts = [f"customer {number * 7919 % 30_011}" for number in range(60_000)]
    first = [codes.codes(pl.Series(texts[at : at + 7_000])) for at in range(0, 60_000, 7_000)]
    names = codes.names()
    assert names == list(dict.fromkeys(texts))
    assert [names[code] for block in first for code in block.tolist()] == texts


def test_forgotten_texts_are_numbered_anew() -> None:
    codes = ExactCodes()
    codes.codes(pl.Series(["ann", "bob"]))
    codes.clear()
    assert codes.names() == []
    assert codes.codes(pl.Series(["bob"])).tolist() == [0]
    assert codes.names() == ["bob"]


def test_two_files_do_not_share_codes() -> None:
    one, other = ExactCodes(), ExactCodes()
    one.codes(pl.Series(["ann"]))
    assert other.codes(pl.Series(["bob"])).tolist() == [0]
    assert (one.names(), other.names()) == (["ann"], ["bob"])
