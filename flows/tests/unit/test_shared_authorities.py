from __future__ import annotations

from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings

from genesis_flows.worker.shared_authorities import create_default_context, share_authorities


def test_the_authorities_are_read_once_for_all_of_prefects_clients() -> None:
    share_authorities()
    create_default_context.cache_clear()
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:4200/api"}):
        for _ in range(3):
            get_client()
            get_client(sync_client=True)
    assert create_default_context.cache_info()[:2] == (5, 1)
