"""`python -m genesis_flows.reading`: reads answers that come on its input, one after another.

It has no key, no database and no network to use. A text that takes too long is given up: the limit
is on this process's own time, so that a loaded machine fails nothing.
"""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import asdict
from types import FrameType
from typing import BinaryIO

from genesis_flows.generation.revising.carry import Piece
from genesis_flows.generation.revising.revise_content import Revision
from genesis_flows.json_value import Json
from genesis_flows.reading.finish import Finished, finish_answer
from genesis_flows.reading.frames import LENGTH_BYTES, TOO_TANGLED, to_frame

LONGEST_READ_S = 0.5
LONGEST_READ_S_PER_CHARACTER = 10e-6
"""Twenty times what json-repair takes for a text that is not made to be hard (0.5 µs a character,
measured); for raw quotes it looks back over all that came before, which ends here."""


class _TooLong(Exception):
    """The text took more than its time."""


def main(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until the worker closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGVTALRM"):
        signal.signal(signal.SIGVTALRM, _give_up)
    while head := source.read(LENGTH_BYTES):
        request = json.loads(source.read(int.from_bytes(head, "big")))
        sink.write(to_frame(_read(request)))
        sink.flush()


def _read(request: Json) -> Json:
    try:
        _set_timer(LONGEST_READ_S + LONGEST_READ_S_PER_CHARACTER * len(request["answer"]))
        try:
            made = finish_answer(**{**request, "revision": _revision(request["revision"])})
        finally:
            _set_timer(0)
    except _TooLong:
        return {"problems": [TOO_TANGLED]}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:500]}
    return asdict(made) if isinstance(made, Finished) else {"problems": made.problems}


def _revision(given: Json) -> Revision | None:
    if given is None:
        return None
    return Revision(**{**given, "use": [Piece(**piece) for piece in given["use"]]})


def _set_timer(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise _TooLong


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
