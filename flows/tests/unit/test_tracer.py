"""Spans as a collector takes them: the same form as runtime/trace/tracer.test.ts has for the roles on Node."""

from __future__ import annotations

import asyncio
import json

import pytest

from genesis_flows.config import read_config
from genesis_flows.tracer import CLIENT, Tracer

pytestmark = pytest.mark.asyncio

SAMPLED = f"00-{'a' * 32}-{'b' * 16}-01"
UNSAMPLED = SAMPLED.removesuffix("01") + "00"


ENV = {"DATABASE_URL": "postgres://u:p@db/d", "PREFECT_API_URL": "http://127.0.0.1:4200/api"}


async def test_a_span_goes_to_the_collector_with_its_trace_its_parent_and_what_it_raised() -> None:
    said: list[bytes] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        said.extend([head, await reader.readexactly(length)])
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    config = read_config(
        {
            "DATABASE_URL": "postgres://u:p@db/d",
            "PREFECT_API_URL": "http://127.0.0.1:4200/api",
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}/",
            "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20key",
        }
    ).traces
    tracer = Tracer(config)
    tracer.start()
    with (
        pytest.raises(ZeroDivisionError),
        tracer.span("call", SAMPLED, {"tokens": 3, "model": "m", "no": None}, kind=CLIENT),
    ):
        raise ZeroDivisionError
    tracer.record("not sampled", UNSAMPLED, 1.0)
    tracer.record("of no trace", None, 1.0)
    await tracer.stop()
    server.close()
    head, body = said
    assert head.startswith(b"POST /v1/traces ")
    assert b"authorization: bearer key" in head.lower()
    (resource,) = json.loads(body)["resourceSpans"]
    (name,) = resource["resource"]["attributes"]
    assert name == {"key": "service.name", "value": {"stringValue": "genesis-flows"}}
    (span,) = resource["scopeSpans"][0]["spans"]
    assert (span["traceId"], span["parentSpanId"]) == ("a" * 32, "b" * 16)
    assert (span["name"], span["kind"]) == ("call", CLIENT)
    assert len(span["spanId"]) == len("b" * 16)
    assert int(span["startTimeUnixNano"]) <= int(span["endTimeUnixNano"])
    assert span["attributes"] == [
        {"key": "tokens", "value": {"intValue": "3"}},
        {"key": "model", "value": {"stringValue": "m"}},
    ]
    assert span["status"] == {"code": 2, "message": "ZeroDivisionError"}


async def test_a_collector_that_is_away_costs_nothing_and_without_one_nothing_is_held() -> None:
    env = {"DATABASE_URL": "postgres://u:p@db/d", "PREFECT_API_URL": "http://127.0.0.1:4200/api"}
    away = {**env, "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}
    tracer = Tracer(read_config(away).traces)
    tracer.start()
    tracer.record("lost", SAMPLED, 1.0)
    await tracer.stop()
    for none in (env, {**away, "OTEL_SDK_DISABLED": "true"}):
        assert read_config(none).traces is None
    silent = Tracer(None)
    silent.start()
    silent.record("of nobody", SAMPLED, 1.0)
    assert not silent._held
    await silent.stop()


async def test_a_collector_that_refuses_is_said_once_and_when_it_takes_them_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answers = iter([b"401 Unauthorized", b"401 Unauthorized", b"200 OK"])

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
        writer.write(
            b"HTTP/1.1 " + next(answers) + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    endpoint = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}/"}
    tracer = Tracer(read_config({**ENV, **endpoint}).traces)
    caplog.set_level("INFO", logger="genesis_flows.tracer")
    for _ in range(3):
        tracer.record("call", SAMPLED, 1.0)
        await tracer._send()
    server.close()
    said = [(record.message, vars(record)) for record in caplog.records]
    assert [message for message, _ in said] == [
        "the collector takes no traces; they are dropped",
        "the collector takes traces again",
    ]
    assert said[0][1]["reason"] == "401 Unauthorized"
    assert said[1][1]["dropped"] == len(["two", "refused"])
