"""Structured logs: one JSON object a line on standard error, as docs/logs.md has it.

The roles on Node write the same (runtime/process-log/json-log.ts).
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime

from genesis_flows.secrets import known

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_LEVELS = {"WARNING": "warn", "CRITICAL": "fatal"}

REPEATS_MOST = 5
REPEATS_WITHIN_S = 30.0
MOST_KEPT = 500


class JsonFormatter(logging.Formatter):
    """Formats a record with everything that was given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the record as one line of JSON."""
        line: dict[str, object] = {
            "level": _LEVELS.get(record.levelname, record.levelname.lower()),
            "time": _utc(record.created),
            "logger": record.name,
        }
        line |= {key: value for key, value in vars(record).items() if key not in _OWN}
        if record.exc_info and record.exc_info[1] is not None:
            error = _described(record.exc_info[1])
            line["error"] = error | {"stack": self.formatException(record.exc_info)}
        line["message"] = record.getMessage()
        return known.redact(json.dumps(line, ensure_ascii=False, default=str))


class RepeatFilter(logging.Filter):
    """Says the same only so often: a fault that lasts must not fill a disk with its sentence.

    What is the same is told by where it is logged and by its sentence, whatever stands in it; the
    stack is said with the first alone. Errors are always said, and sentences that differ by a
    number, unless `whatever_level`.
    """

    def __init__(self, *, whatever_level: bool = False) -> None:
        """Begin with nothing said."""
        super().__init__()
        self._whatever_level = whatever_level
        self._seen: dict[tuple[str, str], list[float]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the record is written; the first after a silence says what was left out."""
        if record.levelno != logging.WARNING and not self._whatever_level:
            return True
        sentence = str(record.msg)[:80]
        if self._whatever_level:
            sentence = re.sub(r"\d+|\s+", " ", sentence)
        key = (record.name, sentence)
        now = time.monotonic()
        since, said, left_out = self._seen.get(key) or [0.0, 0.0, 0.0]
        if said and now - since < REPEATS_WITHIN_S:
            is_said = said < REPEATS_MOST
            self._seen[key] = [since, said + is_said, left_out + (not is_said)]
            if record.exc_info and record.exc_info[1] is not None:
                record.error = _described(record.exc_info[1])
                record.exc_info = record.exc_text = None
            return is_said
        if len(self._seen) > MOST_KEPT:
            self._seen.clear()
        self._seen[key] = [now, 1.0, 0.0]
        if left_out:
            record.repeated = int(left_out)
        return True


def start_logging(level: int = logging.INFO) -> None:
    """Send this package's log to standard error, and in the same form what libraries say."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    seldom = RepeatFilter()
    handler.addFilter(seldom)
    logger = logging.getLogger("genesis_flows")
    logger.handlers = [handler]
    logger.setLevel(level)
    logger.propagate = False
    take_over_libraries(seldom)


def take_over_libraries(seldom: RepeatFilter) -> None:
    """Give what Prefect and others have set up to print this form, and only so much of it.

    Their handlers stay: Prefect sets everything up anew where it misses one.
    """
    # On a full disk a line is lost, and nothing is said about that: it would be the next one.
    logging.raiseExceptions = False
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler(sys.stderr))
    loggers = [root, *map(logging.getLogger, logging.root.manager.loggerDict)]
    for handler in {handler for logger in loggers for handler in logger.handlers}:
        if seldom not in handler.filters:
            handler.addFilter(seldom)
        if isinstance(handler, logging.StreamHandler):
            handler.setFormatter(JsonFormatter())


def get_logger(name: str) -> logging.Logger:
    """Give the logger of a module of this package."""
    return logging.getLogger(name if name.startswith("genesis_flows") else f"genesis_flows.{name}")


def _described(error: BaseException) -> dict[str, object]:
    return {"type": type(error).__name__, "message": str(error)}


def _utc(seconds: float) -> str:
    at = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return at.replace("+00:00", "Z")
