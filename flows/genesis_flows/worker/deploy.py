"""`python -m genesis_flows.worker.deploy POOL`: for those who run Prefect's own worker.

Points the deployment that the callback starts runs of at that worker's pool. PREFECT_API_URL and
PREFECT_API_AUTH_STRING or PREFECT_API_KEY say where Prefect is.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.exceptions import ObjectAlreadyExists

from genesis_flows.worker.deployment import ensure_deployment


async def _deploy(work_pool: str) -> None:
    async with get_client() as client:
        # The worker makes it too, but comes after this.
        with suppress(ObjectAlreadyExists):
            await client.create_work_pool(WorkPoolCreate(name=work_pool, type="process"))
        await ensure_deployment(client, work_pool)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m genesis_flows.worker.deploy POOL")
    asyncio.run(_deploy(sys.argv[1]))
