from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx
import pytest

from genesis_flows.database.connection import Database
from genesis_shared.sql_answers import COMMAND_STATUSES
from tests.contents import sample_chain
from tests.integration.conftest import Worker, a_worker, forget_beats, is_ready
from tests.integration.studio import Json, Studio, until
from tests.model_server import ModelServer, Reply, says, silent
from tests.promised import PATIENCE_S

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

ANSWER = sample_chain("en").answers["CONCEPT_SELECTION"]
TITLE = ANSWER["title"]
CONCEPT = json.dumps(ANSWER)


def another(title: str, told: str) -> str:
    """A concept that is no twin of the others."""
    keys = ("logline", "protagonist", "desire", "obstacle", "stakes", "irony")
    return json.dumps({**ANSWER, "title": title, **dict.fromkeys(keys, told)})


FIRST = another("The finished one", "A glassblower on the salt coast hears drowned sailors hum.")
LAST = another("The last one", "Two rival beekeepers must share one winter and a single queen.")


async def begin_to_write(studio: Studio, model: ModelServer, *before: Reply) -> UUID:
    """A session whose concepts are being written by a model that, after these, says no more."""
    model.requests.clear()
    model.replies = [*before, silent(after='{"title": "Ha')]
    session = await studio.create_session()
    await studio.deliver(session, await studio.command(session, "REQUEST_INSPIRATION", {}))

    async def asked() -> bool:
        return len(model.requests) > len(before)

    await until("the model is asked", asked)
    return session


async def run_state(studio: Studio, session: UUID) -> Json:
    return (await studio.flow_run(session))["state_type"]


def health_of(worker: Worker) -> httpx.AsyncClient:
    """A client of a worker that was started with FLOWS_PORT=0."""
    line = next(json.loads(x) for x in worker.log().splitlines() if "health_port" in x)
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{line['health_port']}")


THREE_HOURS_BEHIND = Path(__file__).parent / "three_hours_behind"


async def test_a_worker_three_hours_behind_writes_labelled_samples_at_once_and_says_so(
    studio: Studio, database_url: str, prefect_api_url: str
) -> None:
    async with a_worker(studio, database_url, prefect_api_url, THREE_HOURS_BEHIND) as worker:
        session = await studio.create_session("zh-CN")
        await studio.deliver(
            session, await studio.command(session, "REQUEST_INSPIRATION", {"genre": "科幻"})
        )
        state = await studio.settled(session)
        assert state["generator"] == {
            "kind": "sample",
            "model": None,
            "host": None,
            "concurrency": 1,
        }
        proposal = state["stages"]["CONCEPT_SELECTION"]["proposals"][0]
        assert proposal["origin"]["kind"] == "sample"
        assert proposal["origin"]["cost_usd"] == 0
        assert len({c["content"]["title"] for c in proposal["candidates"]}) == 3
        await studio.paused(session)
        told = (await studio.call("parts"))["flows"]
        assert (told["status"], told["problem"]) == ("degraded", "CLOCK_OFF")
        assert "108" in told["detail"]
        assert worker.terminate() == 0


async def test_health_and_metrics_are_served_and_a_terminated_worker_leaves_in_good_order(
    studio: Studio, database_url: str, prefect_api_url: str
) -> None:
    async with a_worker(studio, database_url, prefect_api_url, FLOWS_PORT="0") as worker:
        async with health_of(worker) as http:
            assert (await http.get("/api/health/live")).json() == {"status": "ok"}

            async def ready() -> bool:
                return (await http.get("/api/health/ready")).status_code == 200

            await until("ready", ready)
            assert "genesis_flows_listening 1.0" in (await http.get("/metrics")).text
            assert (await http.get("/")).status_code == 404
            assert (await http.post("/metrics")).status_code == 405
        # One that is not done within STOP_MAY_TAKE_S ends with 1.
        assert worker.terminate() == 0
        assert "flows" not in await studio.call("parts")


async def test_a_terminated_worker_hands_back_what_it_was_writing(
    studio: Studio, database_url: str, prefect_api_url: str, model: ModelServer
) -> None:
    async with a_worker(studio, database_url, prefect_api_url, OPENAI_BASE_URL=model.url) as worker:
        session = await begin_to_write(studio, model)
        assert worker.terminate() == 0
        # Terminal in Prefect: whoever looks starts another run at once, without waiting for beats.
        assert await run_state(studio, session) == "CRASHED"
        assert (await studio.state(session))["pending_commands"][0]["status"] == "PROCESSING"


async def test_a_killed_worker_loses_nothing_that_the_next_one_does_not_finish(
    studio: Studio, database_url: str, prefect_api_url: str, model: ModelServer
) -> None:
    async with a_worker(studio, database_url, prefect_api_url, OPENAI_BASE_URL=model.url) as worker:
        session = await begin_to_write(studio, model, says(FIRST))
        worker.kill()
        model.replies += [says(CONCEPT), says(LAST)]
        await forget_beats(studio)
        worker.start()
        await is_ready(studio)
        epoch = await studio.sql.fetchval(
            "select run_epoch from genesis_sessions where session_id = $1", session
        )
        await studio.start_run(session, epoch)
        await studio.call("wake", "runs")
        state = await studio.settled(session)
        cards = state["stages"]["CONCEPT_SELECTION"]["proposals"][0]["candidates"]
        titles = [card["content"]["title"] for card in cards]
        assert titles == ["The finished one", TITLE, "The last one"]
        assert len(model.requests) == 4, "what was finished is not written again"
        attempts = await studio.sql.fetchval(
            "select attempts from async_tasks where session_id = $1", session
        )
        assert attempts == 2
        await studio.paused(session)


async def test_a_listen_connection_that_is_cut_is_replaced_and_stop_still_works(
    studio: Studio, database_url: str, prefect_api_url: str, model: ModelServer
) -> None:
    async with a_worker(
        studio, database_url, prefect_api_url, OPENAI_BASE_URL=model.url, FLOWS_PORT="0"
    ) as worker:
        cut = """select pg_terminate_backend(pid) from pg_stat_activity
                 where application_name = 'genesis-flows' and datname = current_database()"""
        await studio.sql.execute(cut)

        async def noticed() -> bool:
            return "a LISTEN connection was lost" in worker.log()

        async def listens() -> bool:
            async with health_of(worker) as http:
                return "genesis_flows_listening 1.0" in (await http.get("/metrics")).text

        await until("the loss is noticed", noticed)
        await until("another one is made, and has heard itself", listens)
        session = await begin_to_write(studio, model)
        await studio.command(session, "CANCEL_GENERATION", {})
        await studio.call("wake", "events")

        async def stopped() -> bool:
            return '"status": "CANCELLED"' in worker.log()

        await until("the stop arrived", stopped)


async def test_a_worker_whose_parent_is_gone_ends(
    studio: Studio, database_url: str, prefect_api_url: str
) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import sys; sys.stdin.read()", stdin=asyncio.subprocess.PIPE
    )
    async with a_worker(
        studio, database_url, prefect_api_url, GENESIS_PARENT_PID=str(parent.pid)
    ) as worker:
        parent.kill()
        await parent.wait()
        assert worker.process is not None
        assert worker.process.wait(timeout=PATIENCE_S) == 0


async def test_a_database_whose_connections_were_cut_is_waited_for(
    studio: Studio, database_url: str
) -> None:
    database = Database(database_url)
    try:
        assert await database.call(COMMAND_STATUSES, []) == {}
        await studio.sql.execute(
            """select pg_terminate_backend(pid) from pg_stat_activity
               where application_name = 'genesis-flows' and datname = current_database()"""
        )
        assert await database.call(COMMAND_STATUSES, []) == {}
        assert database.is_reachable
    finally:
        await database.stop()


async def test_a_functions_refusal_is_not_taken_for_a_database_that_is_away(
    database_url: str,
) -> None:
    database = Database(database_url)
    try:
        with pytest.raises(asyncpg.DataError):
            # One that was taken for away would be waited for without an end.
            await asyncio.wait_for(database.call(COMMAND_STATUSES, ["not a uuid"]), PATIENCE_S)
    finally:
        await database.stop()


async def test_a_prefect_that_lost_everything_gets_its_work_pool_and_deployment_again(
    studio: Studio, database_url: str, prefect_api_url: str
) -> None:
    async with a_worker(studio, database_url, prefect_api_url):
        before = await studio.get("/deployments/name/genesis/genesis")
        for path in (f"/deployments/{before['id']}", "/work_pools/genesis"):
            (await studio.prefect.delete(path)).raise_for_status()

        async def made_again() -> bool:
            answer = await studio.prefect.get("/deployments/name/genesis/genesis")
            return answer.status_code == 200 and answer.json()["work_pool_name"] == "genesis"

        await until("the deployment is there again", made_again)
        session = await studio.create_session()
        await studio.deliver(session, await studio.command(session, "REQUEST_INSPIRATION", {}))
        assert (await studio.settled(session))["stages"]["CONCEPT_SELECTION"]["proposals"]
        await studio.paused(session)


async def test_two_workers_of_one_pool_keep_to_their_limits_and_take_over_from_each_other(
    studio: Studio, database_url: str, prefect_api_url: str, model: ModelServer
) -> None:
    one_run = {"OPENAI_BASE_URL": model.url, "FLOWS_MAX_RUNS": "1"}
    async with (
        a_worker(studio, database_url, prefect_api_url, **one_run),
        a_worker(studio, database_url, prefect_api_url, **one_run),
    ):
        model.requests.clear()
        model.replies = [silent(after='{"title": "Ha')]
        sessions = [await studio.create_session() for _ in range(3)]
        for session in sessions:
            await studio.deliver(session, await studio.command(session, "REQUEST_INSPIRATION", {}))

        async def states() -> Json:
            return sorted([await run_state(studio, session) for session in sessions])

        async def two_run() -> bool:
            expected = ["RUNNING", "RUNNING", "SCHEDULED"]
            return len(model.requests) == 2 and await states() == expected

        await until("each worker runs one", two_run)
        [waiting] = [s for s in sessions if await run_state(studio, s) == "SCHEDULED"]
        model.replies = [says(CONCEPT)]
        stopped = next(s for s in sessions if s != waiting)
        await studio.command(stopped, "CANCEL_GENERATION", {})
        await studio.call("wake", "events")
        state = await studio.settled(waiting)
        assert state["stages"]["CONCEPT_SELECTION"]["proposals"]


async def test_a_new_release_takes_over_a_session_that_was_paused_under_the_old_one(
    studio: Studio, database_url: str, prefect_api_url: str, model: ModelServer
) -> None:
    model.requests.clear()
    model.replies = [says(CONCEPT)]
    async with a_worker(studio, database_url, prefect_api_url, OPENAI_BASE_URL=model.url) as old:
        session = await studio.create_session()
        await studio.deliver(session, await studio.command(session, "REQUEST_INSPIRATION", {}))
        await studio.settled(session)
        run = await studio.paused(session)
        assert old.terminate() == 0
    before = await studio.get("/deployments/name/genesis/genesis")
    renewed = {
        "name": before["name"],
        "flow_id": before["flow_id"],
        "work_pool_name": before["work_pool_name"],
        "version": "the next release",
        "path": "/somewhere/else",
        "entrypoint": "another_package.flow.genesis",
    }
    (await studio.prefect.post("/deployments/", json=renewed)).raise_for_status()
    after = await studio.get("/deployments/name/genesis/genesis")
    assert (after["version"], after["path"]) == ("the next release", "/somewhere/else")
    async with a_worker(studio, database_url, prefect_api_url, OPENAI_BASE_URL=model.url):
        answer = await studio.command(session, "REGENERATE_PROPOSAL", {})
        assert (await studio.deliver(session, answer))["outcome"] == "RESUME"
        state = await studio.settled(session)
        assert len(state["stages"]["CONCEPT_SELECTION"]["proposals"]) == 2
        assert (await studio.paused(session))["id"] == run["id"]
