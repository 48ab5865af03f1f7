from __future__ import annotations

import pytest

from genesis_flows.config import ConfigError, read_config
from genesis_flows.providers.endpoint_address import KeyUnusable, clean_base_url, clean_key
from genesis_flows.proxies import prepare_proxies
from genesis_flows.secrets import Redactor


def test_the_studios_own_calls_go_past_every_proxy() -> None:
    env = {
        "HTTP_PROXY": "http://proxy:3128",
        "NO_PROXY": "intern",
        "PREFECT_API_URL": "http://prefect.intern:4200/api",
    }
    assert prepare_proxies(env) == []
    assert env["NO_PROXY"] == "intern,localhost,127.0.0.1,::1,prefect.intern" == env["no_proxy"]
    assert env["HTTP_PROXY"] == "http://proxy:3128"


def test_a_proxy_that_no_client_can_use_is_left_out_and_said() -> None:
    env = {"ALL_PROXY": "foo://x", "https_proxy": "", "HTTPS_PROXY": "http://proxy:1"}
    assert len(prepare_proxies(env)) == 1
    assert not {"ALL_PROXY", "https_proxy", "HTTPS_PROXY"} & env.keys()


@pytest.mark.parametrize(
    "raw",
    [
        "sk-abc",
        " sk-abc\n",
        "\u200bsk-abc\u200b",
        "“sk-abc”",
        "Bearer sk-abc",
        "'Bearer sk-abc'",
        "Authorization: Bearer sk-abc",
        "OPENAI_API_KEY=sk-abc",
    ],
)
def test_a_key_is_freed_of_what_is_never_part_of_one(raw: str) -> None:
    assert clean_key(raw) == "sk-abc"


@pytest.mark.parametrize("raw", ["密钥", "sk-ключ", "two keys", "a\tb"])
def test_what_no_header_can_carry_is_refused_without_being_shown(raw: str) -> None:
    with pytest.raises(KeyUnusable) as refused:
        clean_key(raw)
    assert raw not in str(refused.value)
    with pytest.raises(ConfigError, match="OPENAI_API_KEY: got something else"):
        read_config(
            {
                "DATABASE_URL": "postgres://x@y/z",
                "PREFECT_API_URL": "http://p",
                "OPENAI_API_KEY": raw,
            }
        )


@pytest.mark.parametrize(
    ("raw", "base", "query"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1", {}),
        ("https://x.example/v1/", "https://x.example/v1", {}),
        ("https://x.example/v1/chat/completions", "https://x.example/v1", {}),
        ("https://x.example/openai/models?api-version=1", "https://x.example/openai", {"api-version": "1"}),
        ("https://g.example/v1beta/openai", "https://g.example/v1beta/openai", {}),
    ],
)  # fmt: skip
def test_a_base_url_is_taken_in_any_form(raw: str, base: str, query: dict[str, str]) -> None:
    assert clean_base_url(raw) == (base, query)


def test_a_secret_is_taken_out_in_every_form_it_is_quoted_in() -> None:
    redactor = Redactor(["sk-proj-4fT9xQ2mZ8/K1+bN6=="])
    for text in (
        "key sk-proj-4fT9xQ2mZ8/K1+bN6== is bad",
        "key sk-proj-4fT9… is bad",
        "key …Z8/K1+bN6== is bad",
        "key sk-proj-4fT9xQ2mZ8%2FK1%2BbN6%3D%3D is bad",
        "key SK-PROJ-4FT9XQ2MZ8%2fk1%2bbn6 is bad",
    ):
        said = redactor.redact(text)
        assert said.startswith("key ") and said.endswith(" is bad")
        assert "4fT9" not in said and "bN6" not in said and "4FT9" not in said
    assert redactor.redact("a plain sentence about 灯塔 İ") == "a plain sentence about 灯塔 İ"
