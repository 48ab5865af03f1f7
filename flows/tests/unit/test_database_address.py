from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from genesis_flows.database.address import (
    AddressError,
    connect_arguments,
    parse_database_url,
    with_credentials,
)

VECTORS = json.loads(
    (Path(__file__).parents[3] / "tests/vectors/database-urls.json").read_text(encoding="utf-8")
)


def in_vectors(url: str) -> Any:
    """The same values as JSON has them."""
    return json.loads(json.dumps(dataclasses.asdict(parse_database_url(url))))


@pytest.mark.parametrize("vector", VECTORS["accepted"], ids=lambda vector: vector["name"])
def test_a_url_says_what_libpq_reads(vector: dict[str, Any]) -> None:
    assert in_vectors(vector["url"]) == vector["address"]
    changed = with_credentials(vector["url"], "lo:gin", "pa@ss")
    assert changed == vector["signed_in"]
    login = {"user": "lo:gin", "password": "pa@ss"}
    assert in_vectors(changed) == {**vector["address"], **login}


@pytest.mark.parametrize("url", VECTORS["refused"])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(AddressError):
        parse_database_url(url)


def test_asyncpg_is_given_settings_and_nothing_that_it_does_not_know() -> None:
    url = "postgres://u:p@db/d?channel_binding=require&application_name=mine&options=-c%20a%3Db"
    given = connect_arguments(
        url, settings={"application_name": "ours", "lock_timeout": "5s"}, timeout_s=5
    )
    assert given["server_settings"] == {
        "application_name": "mine",
        "lock_timeout": "5s",
        "options": "-c a=b",
    }
    assert (given["host"], given["port"], given["ssl"]) == (["db"], [5432], "prefer")
