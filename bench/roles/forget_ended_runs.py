"""Forgets what Prefect's server forgets of runs that ended long ago, at once and in its own way."""

from __future__ import annotations

import asyncio

from prefect.server.database import provide_database_interface
from prefect.server.services.db_vacuum import vacuum_old_flow_runs

asyncio.run(vacuum_old_flow_runs(db=provide_database_interface()))
