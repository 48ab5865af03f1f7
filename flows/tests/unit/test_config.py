from __future__ import annotations

import pytest

from genesis_flows.config import ConfigError, read_config
from genesis_flows.providers.operator_model import DEFAULT_MODEL

GOOD = {
    "DATABASE_URL": "postgres://writer:secret@db:5432/genesis",
    "PREFECT_API_URL": "http://127.0.0.1:4200/api/",
}


def test_what_is_absent_has_its_meaning() -> None:
    config = read_config(GOOD)
    assert config.database_direct_url == config.database_url == GOOD["DATABASE_URL"]
    assert config.prefect_api_url == "http://127.0.0.1:4200/api"
    assert (config.model, config.port, config.parent_pid) == (None, None, None)


def test_a_key_or_an_endpoint_means_a_model() -> None:
    with_key = read_config({**GOOD, "OPENAI_API_KEY": "sk-secret"}).model
    assert with_key is not None
    assert (with_key.model, with_key.base_url) == (DEFAULT_MODEL, None)
    own = read_config(
        {**GOOD, "OPENAI_BASE_URL": "http://localhost:11434/v1", "GENESIS_MODEL": " "}
    ).model
    assert own is not None
    assert own.model is None


def test_every_wrong_variable_is_named_with_what_it_got_and_what_it_takes() -> None:
    with pytest.raises(ConfigError) as error:
        read_config(
            {
                "DATABASE_URL": "mysql://root:hunter2@db/x?password=hunter2",
                "OPENAI_BASE_URL": "localhost:11434",
                "FLOWS_PORT": "99999",
                "GENESIS_PARENT_PID": "-1",
            }
        )
    said = str(error.value)
    assert [line.split(":")[0] for line in said.splitlines()] == [
        "DATABASE_URL",
        "PREFECT_API_URL",
        "OPENAI_BASE_URL",
        "FLOWS_PORT",
        "GENESIS_PARENT_PID",
    ]
    assert '"99999"' in said
    assert "hunter2" not in said


@pytest.mark.parametrize("url", ["postgres://u:p@h:notaport/x", "postgres://", "postgres"])
def test_a_broken_url_is_refused(url: str) -> None:
    with pytest.raises(ConfigError):
        read_config({**GOOD, "DATABASE_URL": url})


def test_no_secret_shows_when_the_configuration_is_printed() -> None:
    config = read_config({**GOOD, "OPENAI_API_KEY": "sk-secret"})
    assert "secret" not in repr(config)
