"""How Prefect (3.8.8) reads a run, in fewer statements.

Prefect's own reading takes four, one after the other (the run, its state, its queue, the queue's
pool), and a resume reads twice, while a writer waits.
"""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

import sqlalchemy as sa
from prefect.server.database.orm_models import FlowRun, WorkQueue
from sqlalchemy.orm import joinedload


class _Rows(Protocol):
    def scalar(self) -> FlowRun | None: ...


class _Session(Protocol):
    async def execute(self, statement: sa.Select[FlowRun], /) -> _Rows: ...


async def read_flow_run(
    session: _Session, flow_run_id: UUID, for_update: bool = False
) -> FlowRun | None:
    """Give the run with its state, its queue and the queue's pool, or nothing.

    Two statements where it is to be locked, else one.
    """
    queue = joinedload(FlowRun.work_queue).joinedload(WorkQueue.work_pool)
    query = sa.select(FlowRun).where(FlowRun.id == flow_run_id).options(queue)
    if for_update:
        # Its state has a statement of its own, as Prefect does it: who waits for the lock is given
        # the run as it is by then, but what is joined to it as it was when the statement began, and
        # a state that is not the run's any more would be none.
        query = query.with_for_update(of=FlowRun)
    else:
        query = query.options(joinedload(FlowRun._state))
    return (await session.execute(query)).scalar()
