"""What lasts is said seldom: a fault of the surroundings must not fill a disk with its sentence."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from genesis_flows import log
from genesis_flows.log import RepeatFilter


@contextmanager
def heard(seldom: RepeatFilter) -> Iterator[tuple[logging.Logger, list[logging.LogRecord]]]:
    """A logger behind the filter, and what came through."""
    records: list[logging.LogRecord] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    handler = Keep()
    handler.addFilter(seldom)
    logger = logging.getLogger("a test of repeats")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.INFO)
    yield logger, records
    logger.handlers = []


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000.0]
    monkeypatch.setattr(log.time, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize("level", [logging.INFO, logging.WARNING, logging.ERROR])
def test_prefects_server_says_what_lasts_a_few_times_a_minute_whatever_its_level(
    clock: list[float], level: int
) -> None:
    with heard(RepeatFilter(whatever_level=True)) as (logger, records):
        for second in range(60):
            clock[0] = 1_000.0 + second * log.REPEATS_WITHIN_S / 60
            for _ in range(414):
                logger.log(level, "service failed: %s", second)
        assert len(records) <= log.REPEATS_MOST
        clock[0] += log.REPEATS_WITHIN_S
        logger.log(level, "service failed: %s", "again")
        assert records[-1].__dict__["repeated"] == 60 * 414 - log.REPEATS_MOST


def test_the_worker_says_every_error_and_what_differs(clock: list[float]) -> None:
    del clock
    with heard(RepeatFilter()) as (logger, records):
        for n in range(100):
            logger.error("a fault")
            logger.warning("the database is away, waiting for it")
            logger.warning("sentence %s" % n)  # noqa: UP031
        told = [record.getMessage() for record in records]
    assert told.count("a fault") == 100
    assert told.count("the database is away, waiting for it") == log.REPEATS_MOST
    assert len(told) == 200 + log.REPEATS_MOST


def test_what_differs_by_its_numbers_is_the_same_and_has_its_stack_once(
    clock: list[float],
) -> None:
    del clock
    with heard(RepeatFilter(whatever_level=True)) as (logger, records):
        for n in range(1, 100):
            try:
                raise ConnectionRefusedError(n)
            except ConnectionRefusedError:
                logger.exception("[%s ms] monitor" % (n * 7))
        first, *others = map(log.JsonFormatter().format, records)
    assert len(records) == log.REPEATS_MOST
    assert "Traceback" in json.loads(first)["error"]["stack"]
    for line, n in zip(others, range(2, 99), strict=False):
        assert json.loads(line)["error"] == {"type": "ConnectionRefusedError", "message": str(n)}


SAYS = """
import logging, sys, warnings
logging.basicConfig(format="text: %(message)s")
logging.getLogger("uvicorn").addHandler(logging.StreamHandler(sys.stderr))
from genesis_flows.log import start_logging
start_logging()
logging.getLogger("genesis_flows.worker").info("own")
logging.getLogger("uvicorn").propagate = False
logging.getLogger("uvicorn").warning("a library's own handler")
try:
    raise OSError("away")
except OSError:
    logging.getLogger("asyncpg.pool").warning("a pool's", exc_info=True)
warnings.warn("Python's own")
"""


KEY = "sk-proj-4fT9xQ2mZ8K1bN6w"
TELLS = f"""
import logging, warnings
from genesis_flows.log import start_logging, take_over_libraries, RepeatFilter
from genesis_flows.secrets import known
from prefect.logging import get_logger
from prefect.logging.configuration import setup_logging
start_logging()
setup_logging()
take_over_libraries(RepeatFilter())
known.add({KEY!r})
get_logger("flow_runs").warning("asked with %s", {KEY!r})
get_logger("server").error("as an argument", extra={{"headers": {{"authorization": {KEY!r}}}}})
try:
    raise RuntimeError("Bearer {KEY}")
except RuntimeError:
    get_logger("worker").exception("its stack")
warnings.warn("quoted as {KEY[:14]}")
"""


def test_prefects_own_lines_hold_no_secret_that_the_worker_knows() -> None:
    # No run is under way whose lines Prefect's server would be sent.
    env = os.environ | {"PREFECT_LOGGING_TO_API_ENABLED": "false"}
    said = subprocess.run(
        [sys.executable, "-c", TELLS], capture_output=True, check=True, text=True, env=env
    )
    lines = [json.loads(line) for line in said.stderr.splitlines()]
    assert [line["logger"] for line in lines] == [
        "prefect.flow_runs",
        "prefect.server",
        "prefect.worker",
        "py.warnings",
    ]
    assert lines[2]["error"]["message"] == "Bearer ***"
    assert KEY[:8] not in said.stderr + said.stdout


def test_what_libraries_say_is_lines_of_the_same_form() -> None:
    said = subprocess.run(
        [sys.executable, "-c", SAYS], capture_output=True, check=True, text=True
    ).stderr
    lines = [json.loads(line) for line in said.splitlines()]
    assert [line["logger"] for line in lines] == [
        "genesis_flows.worker",
        "uvicorn",
        "asyncpg.pool",
        "py.warnings",
    ]
    assert lines[2]["error"]["message"] == "away"
