from __future__ import annotations

import pytest

from genesis_flows.generation.reading.answer import NoJson, parse_answer


@pytest.mark.parametrize(
    "said",
    [
        '{"a": {"b": 1}}',
        'Here is {a plan}:\n```json\n{"a": {"b": 1}}\n```\nBye {x}',
        '```\n{"a": {"b": 1},}\n```',
        '<think>maybe {"a": 2}?</think>\n{"a": {"b": 1}} I hope {that} helps',
        '\ufeff  {"a": {"b": 1}}',
        'Sure!\n{"a": {"b": 1}}',
    ],
)
def test_the_object_is_found_beside_fences_words_and_thoughts(said: str) -> None:
    assert parse_answer(said) == {"a": {"b": 1}}


@pytest.mark.parametrize("said", ["", "I would rather not.", '{"a": {"b": "on', "[1, 2]", "{}"])
def test_what_is_not_a_whole_object_is_said_to_be_none(said: str) -> None:
    with pytest.raises(NoJson):
        parse_answer(said)


def test_an_inner_object_of_a_broken_answer_is_not_taken_for_the_answer() -> None:
    with pytest.raises(NoJson):
        parse_answer('{"rules": [{"rule": "a"}, {"rule": "b"}], "places": [')


def test_what_cannot_be_stored_is_taken_out() -> None:
    assert parse_answer('{"a": "x\\u0000y\\ud800z"}') == {"a": "xy?z"}


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(NoJson):
        parse_answer('{"a": ' * 500 + "1" + "}" * 500)


@pytest.mark.parametrize(
    "said",
    [
        """{"a": "it's (x,]", // said\n "b": None,}""",
        """{'a': "it's (x,]", 'b': null}""",
        """{a: "it's (x,]", b: None}""",
        """{"a": "it's (x,]", "b": null /* none */ }""",
        """{"a"："it's (x,]"，"b": null}""",
        """｛“a”：“it's (x,]”，“b”：null｝""",
        """{"candidates": [{"a": "it's (x,]", "b": null}]}""",
        """[{"a": "it's (x,]", "b": null}]""",
        """{"b": null, "a": "it's (x,]\"""",
        """{"a": 1, "b": 2, "c": "the longest of all, an example"}\n{"a": "it's (x,]", "b": null}""",
        """so {"a": "no"}</think>{"a": "it's (x,]", "b": null}""",
    ],
)
def test_what_is_nearly_json_is_read_without_another_call(said: str) -> None:
    assert parse_answer(said, ("a", "b")) == {"a": "it's (x,]", "b": None}


def test_a_raw_quote_in_a_text_stays_in_it() -> None:
    assert parse_answer('{"a": "she said "hi" to him", "b": 1}', ("a", "b"))["a"] == (
        'she said "hi" to him'
    )


def test_a_tag_inside_a_value_is_text() -> None:
    assert parse_answer('{"a": "a <think>b</think> c"}') == {"a": "a <think>b</think> c"}


def test_a_draft_in_thoughts_that_never_end_is_not_the_answer() -> None:
    with pytest.raises(NoJson):
        parse_answer('<think>maybe {"a": 1} or')


def test_of_an_answer_that_was_cut_only_a_whole_object_is_taken() -> None:
    assert parse_answer('{"a": 1,}', is_cut=True) == {"a": 1}
    with pytest.raises(NoJson):
        parse_answer('{"a": [{"b": "x"}', is_cut=True)
