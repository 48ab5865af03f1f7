"""How a run's change is judged and marked, before it is written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from prefect.server.database import orm_models
from prefect.server.schemas.core import FlowRunPolicy
from prefect.server.schemas.states import Paused, Running, Scheduled, State

from genesis_flows.prefect_server.run_changes import (
    marked_before_it_is_written,
    sought_where_time_stood,
)


class Change:
    def __init__(self, present: State | None, proposed: State | None) -> None:
        self.initial_state = present
        self.proposed_state = proposed


async def test_states_of_the_same_time_are_sought_where_time_stood() -> None:
    sought: list[object] = []

    async def seek(_rule: object, change: object) -> None:
        sought.append(change)

    rule = sought_where_time_stood(seek)
    then = datetime.now(UTC)
    paused = Paused(timestamp=then)
    later = Change(paused, Scheduled(timestamp=then + timedelta(microseconds=1)))
    others = [
        Change(paused, Scheduled(timestamp=then)),
        Change(paused, Scheduled(timestamp=then - timedelta(seconds=1))),
        Change(None, Scheduled(timestamp=then)),
        Change(paused, None),
    ]
    for change in (later, *others):
        await rule(object(), change)
    assert sought == others


class Rule:
    def __init__(self, present: State, proposed: State) -> None:
        self.from_state_type = present.type
        self.to_state_type = proposed.type


class RunChange(Change):
    def __init__(self, present: State, proposed: State | None) -> None:
        super().__init__(present, proposed)
        self.run = orm_models.FlowRun(empirical_policy=FlowRunPolicy(pause_keys={"wait"}))


async def marked(present: State, intended: State, proposed: State | None) -> FlowRunPolicy:
    """What a run's policy is before it is written."""
    removed: list[object] = []

    async def remove(_rule: object, change: object) -> None:
        removed.append(change)

    change = RunChange(present, proposed)
    await marked_before_it_is_written(remove)(Rule(present, intended), change)
    assert removed == [change]
    return change.run.empirical_policy


async def test_a_resumed_run_is_marked_before_it_is_written_and_no_other() -> None:
    paused, scheduled, running = Paused(), Scheduled(), Running()
    expected = FlowRunPolicy(pause_keys={"wait"}, resuming=True)
    assert await marked(paused, scheduled, scheduled) == expected
    for change in (
        (running, scheduled, scheduled),
        (paused, running, running),
        # Another rule had it otherwise: Prefect does not mark it then.
        (paused, scheduled, None),
        (paused, scheduled, running),
        (paused, running, scheduled),
    ):
        assert not (await marked(*change)).resuming
