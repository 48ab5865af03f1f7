from __future__ import annotations

import pytest

from genesis_flows.generation.answer import NoJson, parse_answer


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


@pytest.mark.parametrize("said", ["", "I would rather not.", '{"a": {"b": 1}', "[1, 2]", "{}"])
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
