"""Ask a question at each URL, signed in as the worker does: a JSON list of answers or of words."""

from __future__ import annotations

import asyncio
import json
import sys

import asyncpg

from genesis_flows.database.address import connect_arguments
from genesis_flows.database.fault import database_fault
from genesis_flows.database.login import service_url


async def ask(question: str, url: str) -> object:
    try:
        own = await service_url(url, url)
        settings = {"application_name": "genesis test"}
        connection = await asyncpg.connect(**connect_arguments(own, settings=settings, timeout_s=5))
        try:
            return dict(await connection.fetchrow(question))
        finally:
            connection.terminate()
    except Exception as error:
        return database_fault(error) or repr(error)


async def main() -> None:
    question, *urls = sys.argv[1:]
    print(json.dumps([await ask(question, url) for url in urls]))


asyncio.run(main())
