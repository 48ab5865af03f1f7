"""The deployment that the callback starts runs of: made where it is missing."""

from __future__ import annotations

from prefect.client.orchestration import PrefectClient
from prefect.exceptions import ObjectNotFound
from prefect.utilities.callables import parameter_schema

from genesis_flows.flow import genesis
from genesis_flows.log import get_logger
from genesis_flows.worker.names import DEPLOYMENT, DEPLOYMENT_PATH, ENTRYPOINT, WORK_POOL

logger = get_logger(__name__)


async def ensure_deployment(client: PrefectClient, work_pool: str = WORK_POOL) -> None:
    """Make the deployment, where Prefect does not have it (any more) in the right work pool."""
    try:
        found = await client.read_deployment_by_name(DEPLOYMENT_PATH)
        if found.work_pool_name == work_pool:
            return
    except ObjectNotFound:
        pass
    flow_id = await client.create_flow(genesis)
    await client.create_deployment(
        flow_id=flow_id,
        name=DEPLOYMENT,
        work_pool_name=work_pool,
        entrypoint=ENTRYPOINT,
        path=".",
        parameter_openapi_schema=parameter_schema(genesis).model_dump(),
        enforce_parameter_schema=True,
        description="One run accompanies one session from wait to wait.",
    )
    logger.info("made the deployment", extra={"deployment": DEPLOYMENT_PATH})
