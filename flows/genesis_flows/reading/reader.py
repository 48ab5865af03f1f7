"""The worker's side of reading answers: a process that is started when one is needed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from genesis_flows.generation.revising.revise_content import Revision
from genesis_flows.json_value import Json
from genesis_flows.log import get_logger
from genesis_flows.reading.finish import Finished, Unusable
from genesis_flows.reading.frames import LENGTH_BYTES, TOO_TANGLED, to_frame

logger = get_logger(__name__)

LONGEST_WAIT_S = 30.0
"""A reader that has not answered by then is put an end to, whatever keeps it."""
IDLE_S = 120.0
"""A reader that nobody needs for so long is let go, with its memory."""

_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
"""What a reader needs of the environment: no keys, no addresses."""


class ReaderBroke(Exception):
    """The reader ended or answered nonsense: a fault of the studio, not of the answer."""


class AnswerReader:
    """Reads answers, one at a time, in a process of its own."""

    def __init__(self, longest_wait_s: float = LONGEST_WAIT_S, idle_s: float = IDLE_S) -> None:
        self._longest_wait_s = longest_wait_s
        self._idle_s = idle_s
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._idle: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[None]] = set()

    async def warm(self) -> None:
        """Start the process, where it does not run, while there is time: a model is writing."""
        if self._process is not None or self._turn.locked():
            return
        async with self._turn:
            # Where it cannot be started, the answer's reading says so.
            with contextlib.suppress(OSError):
                await self._started()
            self._rest()

    async def read(
        self,
        stage: str,
        answer: str,
        *,
        accepted: Mapping[str, Mapping[str, Json]],
        parent: Mapping[str, Json] | None,
        locked: Sequence[str],
        is_cut: bool = False,
        language: str | None = None,
        siblings: Sequence[Mapping[str, Json]] = (),
        revision: Revision | None = None,
    ) -> Finished | Unusable:
        """Make an answer a content; see finish.py.

        Raises:
            ReaderBroke: after a second try.
        """
        request = {
            "stage": stage,
            "answer": answer,
            "accepted": accepted,
            "parent": parent,
            "locked": list(locked),
            "is_cut": is_cut,
            "language": language,
            "siblings": list(siblings),
            "revision": None if revision is None else asdict(revision),
        }
        frame = await asyncio.to_thread(to_frame, request)
        async with self._turn:
            try:
                made = await self._ask(frame)
            except ReaderBroke as error:
                logger.warning("an answer is read again", extra={"reason": str(error)})
                made = await self._ask(frame)
            finally:
                self._rest()
        if "problems" in made:
            return Unusable(made["problems"])
        if "content" not in made:
            raise ReaderBroke(str(made.get("error")))
        return Finished(made["content"], made["locked"], made["receipts"])

    async def stop(self) -> None:
        """End the process."""
        if self._idle is not None:
            self._idle.cancel()
        await self._end()
        await asyncio.gather(*self._ending, return_exceptions=True)

    async def _ask(self, frame: bytes) -> dict[str, Json]:
        process = await self._started()
        if process.stdin is None or process.stdout is None:
            raise ReaderBroke("it has no pipes")
        answered: bytes | None = None
        try:
            async with asyncio.timeout(self._longest_wait_s):
                process.stdin.write(frame)
                await process.stdin.drain()
                head = await process.stdout.readexactly(LENGTH_BYTES)
                answered = await process.stdout.readexactly(int.from_bytes(head, "big"))
        except TimeoutError:
            return {"problems": [TOO_TANGLED]}
        except (OSError, asyncio.IncompleteReadError) as error:
            raise ReaderBroke(f"the reader ended: {type(error).__name__}") from error
        finally:
            # Half an answer in the pipe would be taken for the next one's.
            if answered is None:
                await self._end()
        made: dict[str, Json] = await asyncio.to_thread(json.loads, answered)
        return made

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "genesis_flows.reading",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                # A terminal's Ctrl-C is for the worker, which ends its reader itself.
                start_new_session=True,
                env={**environment, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        return self._process

    def _rest(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(self._idle_s, self._let_go)

    def _let_go(self) -> None:
        if not self._turn.locked():
            task = asyncio.ensure_future(self._end())
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
