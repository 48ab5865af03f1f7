from __future__ import annotations

from uuid import UUID

import pytest

from genesis_flows.worker.run_ids import RunIds, read_run_ids

SESSION = "0197a5c2-7c1e-7000-8000-000000000001"


def test_a_session_and_an_epoch_are_read() -> None:
    read = read_run_ids({"session_id": SESSION, "run_epoch": 3})
    assert read == RunIds(UUID(SESSION), 3)


@pytest.mark.parametrize(
    "parameters",
    [
        None,
        [],
        {},
        {"session_id": SESSION},
        {"session_id": SESSION, "run_epoch": 1, "more": 1},
        {"session_id": SESSION, "run_epoch": True},
        {"session_id": SESSION, "run_epoch": -1},
        {"session_id": SESSION, "run_epoch": 2**31},
        {"session_id": SESSION, "run_epoch": "1"},
        {"session_id": SESSION.replace("-", ""), "run_epoch": 1},
        {"session_id": f"{{{SESSION}}}", "run_epoch": 1},
        {"session_id": {"__prefect_kind": "jinja", "template": SESSION}, "run_epoch": 1},
        {"session_id": {"__prefect_kind": "workspace_variable"}, "run_epoch": 1},
        {"session_id": {"$ref": {"block_document_id": SESSION}}, "run_epoch": 1},
    ],
)
def test_parameters_that_are_anything_else_are_none(parameters: object) -> None:
    assert read_run_ids(parameters) is None
