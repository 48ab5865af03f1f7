"""How Prefect (3.8.8) reads a run, in fewer statements.

Prefect's own reading takes four, one after the other (the run, its state, its queue, the queue's
pool), and a resume reads twice, while a writer waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa
from prefect.server.database.orm_models import FlowRun, FlowRunState, WorkQueue
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.attributes import set_committed_value

_BY_ID = (
    sa.select(FlowRun)
    .where(FlowRun.id == sa.bindparam("flow_run_id"))
    .options(joinedload(FlowRun.work_queue).joinedload(WorkQueue.work_pool))
)
_READ = _BY_ID.options(joinedload(FlowRun._state))
# A locked one's state has a statement of its own, as Prefect does it: who waits for the lock is
# given the run as it is by then, but what is joined to it as it was when the statement began, and a
# state that is not the run's any more would be none.
_LOCKED = _BY_ID.options(lazyload(FlowRun._state)).with_for_update(of=FlowRun)


class _Rows(Protocol):
    def scalar(self) -> FlowRun | None: ...


class _Session(Protocol):
    async def execute(
        self, statement: sa.Select[FlowRun], params: Mapping[str, UUID], /
    ) -> _Rows: ...
    async def get(self, entity: type[FlowRunState], ident: UUID, /) -> FlowRunState | None: ...


async def read_flow_run(
    session: _Session, flow_run_id: UUID, for_update: bool = False
) -> FlowRun | None:
    """Give the run with its state, its queue and the queue's pool, or nothing.

    One statement; two where it is to be locked and the session has not read it before, as it has
    where a run is resumed.
    """
    found = await session.execute(_LOCKED if for_update else _READ, {"flow_run_id": flow_run_id})
    run = found.scalar()
    if run is not None and "_state" in sa.inspect(run).unloaded:
        state = None if run.state_id is None else await session.get(FlowRunState, run.state_id)
        set_committed_value(run, "_state", state)
    return run
