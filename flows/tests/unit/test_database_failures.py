"""Which failures of the database help to be repeated: the same for the worker as for all else."""

from __future__ import annotations

import json
from pathlib import Path

import asyncpg
import pytest

from genesis_flows.database.connection import is_fault_of_surroundings

VECTORS = json.loads(
    (Path(__file__).parents[3] / "tests/vectors/database-failures.json").read_text("utf-8")
)


def failure(vector: dict[str, str]) -> BaseException:
    """As asyncpg raises it."""
    made: BaseException = asyncpg.PostgresError.new({"C": vector["code"], "M": vector["message"]})
    return made


@pytest.mark.parametrize("vector", VECTORS["helps"], ids=lambda vector: vector["code"])
def test_it_is_waited_for(vector: dict[str, str]) -> None:
    assert is_fault_of_surroundings(failure(vector))


@pytest.mark.parametrize("vector", VECTORS["is_a_fault"], ids=lambda vector: vector["code"])
def test_it_is_a_fault_of_this_program(vector: dict[str, str]) -> None:
    assert not is_fault_of_surroundings(failure(vector))
