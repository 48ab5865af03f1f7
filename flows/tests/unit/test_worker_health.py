"""What a flow worker says is wrong, as docs/health.md names it: the worst first."""

from __future__ import annotations

import errno
import socket
from types import SimpleNamespace

import httpx
import pytest
from prefect.exceptions import PrefectHTTPStatusError

from genesis_flows.json_value import Json
from genesis_flows.worker.flow_worker import FlowWorker, listen_fault
from genesis_flows.worker.prefect_loop import is_refusal


def worker(*, prefect: str | None, refused: bool, listens: bool, model: str | None) -> FlowWorker:
    """A worker whose parts say this."""
    config: Json = None
    made: Json = FlowWorker(config)
    made._prefect = SimpleNamespace(problem=prefect, is_refused=refused)
    made._listener = SimpleNamespace(is_listening=listens)
    health = SimpleNamespace(problem=lambda: model)
    made._runtime = SimpleNamespace(
        providers=SimpleNamespace(operator_health=health),
        database=SimpleNamespace(is_reachable=True, fault=None),
    )
    told: FlowWorker = made
    return told


FAILS = "the model has answered none of its last 2 calls: MODEL_UNAVAILABLE"


@pytest.mark.parametrize(
    ("name", "told", "parts"),
    [
        (None, [], {}),
        ("MODEL_FAILING", [FAILS], {"model": FAILS}),
        ("NOT_LISTENING", ["LISTEN does not stand", FAILS], {"listens": False, "model": FAILS}),
        ("PREFECT_AWAY", ["gone"], {"prefect": "gone"}),
        ("PREFECT_REFUSES", ["no"], {"prefect": "no", "refused": True}),
    ],
)
def test_it_is_told_by_name_and_in_words(name: str | None, told: list[str], parts: Json) -> None:
    well: Json = {"prefect": None, "refused": False, "listens": True, "model": None}
    found = worker(**{**well, **parts})
    assert found._problem() == name
    assert found._told_problems() == told


def test_a_worker_whose_model_fails_goes_on_taking_work() -> None:
    found = worker(prefect=None, refused=False, listens=True, model=FAILS)
    assert found.problems() == []


@pytest.mark.parametrize(
    ("status", "text", "refuses"),
    [
        (401, "{}", True),
        (403, "Forbidden", True),
        (403, '{"detail": "CSRF token is missing"}', False),
        (404, "{}", False),
        (503, "{}", False),
    ],
)
def test_a_prefect_that_refuses_is_told_from_one_that_is_away(
    status: int, text: str, refuses: bool
) -> None:
    request = httpx.Request("GET", "http://prefect/api/work_pools/genesis")
    answered = httpx.Response(status, text=text, request=request)
    assert is_refusal(PrefectHTTPStatusError("no", request=request, response=answered)) is refuses
    assert not is_refusal(httpx.ConnectError("away", request=request))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EADDRINUSE, ""), "FLOWS_PORT: 80 is in use by another program"),
        (PermissionError(errno.EACCES, ""), "FLOWS_PORT: 80 may not be listened on by this user"),
        (OSError(errno.EADDRNOTAVAIL, ""), "HOST: elsewhere is no address of this machine"),
        (socket.gaierror(socket.EAI_NONAME, ""), "HOST: elsewhere is no address of this machine"),
    ],
)
def test_a_port_that_cannot_be_listened_on_is_said_in_words(error: OSError, words: str) -> None:
    assert (listen_fault(error, "elsewhere", 80) or "").startswith(words)


def test_another_fault_of_a_port_is_none_of_those() -> None:
    assert listen_fault(OSError(errno.EMFILE, ""), "elsewhere", 80) is None
