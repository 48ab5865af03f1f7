"""Whoever may write to Prefect, with its secret in hand, runs no code in the worker."""

from __future__ import annotations

import base64
import json
import os
import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.integration.conftest import Worker, a_worker
from tests.integration.studio import Json, Studio, until

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]


class MakesADirectory:
    """Unpickled, it makes the directory."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self._path),))


async def ask(studio: Studio, path: str, body: Json) -> Json:
    answer = await studio.prefect.post(path, json=body)
    answer.raise_for_status()
    return answer.json() if answer.content else None


async def storage_block(studio: Studio, key: str, record: str) -> str:
    """A remote file system whose settings hold the record: `fo` of fsspec's reference files."""
    block_type = await studio.get("/block_types/slug/remote-file-system")
    schemas = await ask(
        studio,
        "/block_schemas/filter",
        {"block_schemas": {"block_type_id": {"any_": [block_type["id"]]}}},
    )
    made = await ask(
        studio,
        "/block_documents/",
        {
            "name": f"stranger-{uuid4().hex[:8]}",
            "block_type_id": block_type["id"],
            "block_schema_id": schemas[0]["id"],
            "data": {"basepath": "reference://", "settings": {"fo": {key: record}}},
        },
    )
    return str(made["id"])


async def run_ahead(studio: Studio, parameters: Json) -> str:
    """A run that the worker takes now, and may begin in some seconds."""
    deployment = await studio.get("/deployments/name/genesis/genesis")
    starts_at = datetime.now(UTC) + timedelta(seconds=6)
    made = await ask(
        studio,
        f"/deployments/{deployment['id']}/create_flow_run",
        {
            "parameters": parameters,
            "enforce_parameter_schema": False,
            "state": {
                "type": "SCHEDULED",
                "state_details": {"scheduled_time": starts_at.isoformat()},
            },
        },
    )
    return str(made["id"])


async def poisoned(studio: Studio, run: str, data: Json) -> None:
    """Wait until the worker has the run, and say that it has ended with that result."""

    async def pending() -> bool:
        return bool((await studio.get(f"/flow_runs/{run}"))["state_type"] == "PENDING")

    await until("the worker has the run", pending)
    await ask(
        studio,
        f"/flow_runs/{run}/set_state",
        {"state": {"type": "COMPLETED", "data": data}, "force": True},
    )


async def said(worker: Worker, run: str, words: str) -> None:
    async def look() -> bool:
        return any(run in line and words in line for line in worker.log().splitlines())

    await until(f"the log says: {words}", look)


async def test_a_run_that_ended_with_a_result_of_a_strangers_runs_none_of_it(
    studio: Studio, database_url: str, prefect_api_url: str, tmp_path: Path
) -> None:
    evidence = tmp_path / "ran"
    pickled = base64.encodebytes(pickle.dumps(MakesADirectory(evidence))).decode()
    metadata = {"storage_key": "reference://record", "serializer": {"type": "pickle"}}
    record = json.dumps({"metadata": metadata, "result": pickled})
    block = await storage_block(studio, "record", record)
    in_a_file = tmp_path / "record"
    in_a_file.write_text(record)
    async with a_worker(studio, database_url, prefect_api_url) as worker:
        ids = {"session_id": str(await studio.create_session()), "run_epoch": 1}
        by_block = await run_ahead(studio, ids)
        by_file = await run_ahead(studio, ids)
        await poisoned(studio, by_block, metadata | {"storage_block_id": block})
        await poisoned(studio, by_file, metadata | {"storage_key": str(in_a_file)})
        for run in (by_block, by_file):
            await said(worker, run, "which is not loaded")
        assert not evidence.exists()
        assert worker.process is not None and worker.process.poll() is None
        # The worker goes on with honest work.
        session = await studio.create_session()
        await studio.deliver(session, await studio.command(session, "REQUEST_INSPIRATION", {}))
        await studio.settled(session)


async def test_a_run_with_other_parameters_than_the_two_ids_is_not_run(
    studio: Studio, database_url: str, prefect_api_url: str
) -> None:
    async with a_worker(studio, database_url, prefect_api_url) as worker:
        ids = {"session_id": str(await studio.create_session()), "run_epoch": 1}
        runs = [
            await run_ahead(studio, ids | {"more": "of it"}),
            await run_ahead(studio, {"session_id": [str(uuid4())], "run_epoch": 1}),
        ]
        for run in runs:
            await said(worker, run, "it is not run")

            async def crashed(run: str = run) -> bool:
                return bool((await studio.get(f"/flow_runs/{run}"))["state_type"] == "CRASHED")

            await until("Prefect has it as ended", crashed)
