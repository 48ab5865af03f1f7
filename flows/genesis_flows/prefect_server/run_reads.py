"""How Prefect (3.8.8) reads a run, in fewer statements.

Prefect's own reading takes four, one after the other (the run, its state, its queue, the queue's
pool), and a resume reads twice, while a writer waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa
from prefect.server.database.orm_models import FlowRun, FlowRunState, WorkQueue
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

_READ = (
    sa.select(FlowRun)
    .where(FlowRun.id == sa.bindparam("flow_run_id"))
    .options(
        joinedload(FlowRun._state),
        joinedload(FlowRun.work_queue).joinedload(WorkQueue.work_pool),
    )
)
_LOCKED = _READ.with_for_update(of=FlowRun)


class _Rows(Protocol):
    def scalar(self) -> FlowRun | None: ...


class _Session(Protocol):
    async def execute(
        self, statement: sa.Select[FlowRun], params: Mapping[str, UUID], /
    ) -> _Rows: ...
    async def get(self, entity: type[FlowRunState], ident: UUID, /) -> FlowRunState | None: ...


class _Held:
    """The run that a request's transaction has locked."""

    def __init__(self) -> None:
        self.session: _Session | None = None
        self.run: FlowRun | None = None

    def by(self, session: _Session, flow_run_id: UUID) -> FlowRun | None:
        """Give it where that session has it."""
        has_it = self.session is session and self.run is not None and self.run.id == flow_run_id
        return self.run if has_it else None


_HELD: ContextVar[_Held | None] = ContextVar("held", default=None)


@contextmanager
def locked_when_first_read() -> Iterator[None]:
    """Lock the run that is read within, and read it once: for who reads it, and then to lock it."""
    token = _HELD.set(_Held())
    try:
        yield
    finally:
        _HELD.reset(token)


async def read_flow_run(
    session: _Session, flow_run_id: UUID, for_update: bool = False
) -> FlowRun | None:
    """Give the run with its state, its queue and the queue's pool, or nothing.

    One statement; two where another changed its state while this one waited for its lock.
    """
    held = _HELD.get()
    run = None if held is None else held.by(session, flow_run_id)
    if run is not None:
        return run
    to_lock = for_update or held is not None
    found = await session.execute(_LOCKED if to_lock else _READ, {"flow_run_id": flow_run_id})
    run = found.scalar()
    # Who waited for the lock is given the run as it is by then, but what is joined to it as it was
    # when the statement began: a state that is not the run's any more is none.
    if to_lock and run is not None and run.state_id is not None and run.state is None:
        set_committed_value(run, "_state", await session.get(FlowRunState, run.state_id))
    if held is not None:
        held.session, held.run = session, run
    return run
