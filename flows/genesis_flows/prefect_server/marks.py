"""What Prefect marks with every question for runs, marked seldom.

A worker's question has Prefect (3.8.8) mark the pool's queues and their deployments as polled: two
jobs with a transaction each, in the process that a writer waits for, and a nudged worker asks with
each answer. Who reads the marks looks whether they are older than a minute.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol, runtime_checkable

from fastapi import FastAPI
from prefect.server.models.deployments import mark_deployments_ready
from prefect.server.models.work_queues import mark_work_queues_ready
from starlette.datastructures import State
from starlette.routing import Mount

MARKS = (mark_work_queues_ready, mark_deployments_ready)
MARKED_EVERY_S = 15.0


@runtime_checkable
class TakesJobs(Protocol):
    """Prefect's queue of jobs, as far as it is asked here."""

    def add(
        self,
        function: Callable[..., Awaitable[object]],
        when: datetime | None = None,
        key: str | None = None,
    ) -> Callable[..., Awaitable[object]]:
        """Give what adds the job."""


class SeldomMarks:
    """Stands before Prefect's queue of jobs, for one request."""

    def __init__(self, docket: TakesJobs, marked_at: dict[str, float]) -> None:
        self._docket = docket
        self._marked_at = marked_at

    def add(
        self,
        function: Callable[..., Awaitable[object]],
        when: datetime | None = None,
        key: str | None = None,
    ) -> Callable[..., Awaitable[object]]:
        """Give what adds the job, or what does nothing where the mark is fresh."""
        if function in MARKS and key is not None:
            now = time.monotonic()
            if now - self._marked_at.get(key, -MARKED_EVERY_S) < MARKED_EVERY_S:
                return _nothing
            self._marked_at[key] = now
        added: Callable[..., Awaitable[object]] = self._docket.add(function, when=when, key=key)
        return added

    def __getattr__(self, name: str) -> object:
        return getattr(self._docket, name)


async def _nothing(**_given: object) -> None:
    return None


class _State(State):
    """An application's state, whose queue of jobs is one that marks seldom.

    Not a dependency that is overridden: where any is, FastAPI reads the signatures of all of a
    request's dependencies again with each request.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name == "docket" and isinstance(value, TakesJobs):
            value = SeldomMarks(value, {})
        super().__setattr__(name, value)


def mark_seldom(prefect: FastAPI) -> None:
    """Make it so in Prefect's application."""
    for route in prefect.routes:
        if isinstance(route, Mount) and isinstance(route.app, FastAPI):
            state = _State()
            for name in route.app.state:
                setattr(state, name, route.app.state[name])
            route.app.state = state
