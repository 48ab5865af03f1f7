"""All that is taken from a flow run's parameters: which session, and which of its runs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from genesis_flows.json_value import Json

LARGEST_EPOCH = 2**31 - 1


@dataclass(frozen=True)
class RunIds:
    """What the genesis flow is called with."""

    session_id: UUID
    run_epoch: int

    def parameters(self) -> dict[str, Json]:
        """Give them by name."""
        return {"session_id": self.session_id, "run_epoch": self.run_epoch}


def read_run_ids(parameters: object) -> RunIds | None:
    """Read exactly the two; None where they are anything else, or more, or less."""
    if not isinstance(parameters, dict) or set(parameters) != {"session_id", "run_epoch"}:
        return None
    session_id, run_epoch = parameters["session_id"], parameters["run_epoch"]
    if type(session_id) is not str or type(run_epoch) is not int:
        return None
    try:
        identified = UUID(session_id)
    except ValueError:
        return None
    if str(identified) != session_id or not 0 <= run_epoch <= LARGEST_EPOCH:
        return None
    return RunIds(identified, run_epoch)
