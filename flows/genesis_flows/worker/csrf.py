"""Whether a Prefect wants a token with every change (PREFECT_SERVER_CSRF_PROTECTION_ENABLED).

Prefect's client would ask that anew with each client it makes, and a run makes one: a call more at
each resume. So it is asked once, and its support for tokens is off where none are wanted.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from uuid import uuid4

from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectHTTPStatusError
from prefect.settings import PREFECT_CLIENT_CSRF_SUPPORT_ENABLED, temporary_settings


async def wants_csrf_tokens() -> bool:
    """Ask the Prefect that the settings name.

    Raises:
        Exception: Prefect is away, or refuses who asks.
    """
    async with get_client() as client:
        try:
            await client.request("GET", "/csrf-token", params={"client": str(uuid4())})
        except PrefectHTTPStatusError as error:
            if error.response.status_code in (404, 422):
                return False
            raise
    return True


def csrf_support(is_wanted: bool) -> AbstractContextManager[object]:
    """Give what clients are made within."""
    if not is_wanted:
        return nullcontext()
    return temporary_settings({PREFECT_CLIENT_CSRF_SUPPORT_ENABLED: True})


def is_csrf_refusal(error: Exception) -> bool:
    """Whether Prefect refused a change for the want of a token."""
    return (
        isinstance(error, PrefectHTTPStatusError)
        and error.response.status_code == 403
        and "csrf token" in error.response.text.lower()
    )
