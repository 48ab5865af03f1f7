"""What Prefect holds is somebody else's: this process loads none of it (docs/adr/0015).

A state in Prefect may name a storage block, a serializer and a key, and Prefect's client would
fetch the bytes and unpickle them: whoever may write to Prefect would run code here. The worker asks
for no results at all (see `GenesisWorker`); this is the second wall, for whatever part of Prefect
asks for one all the same, now or in a later release.
"""

from __future__ import annotations

import sys

from prefect.serializers import D, Serializer
from prefect.utilities.dispatch import get_registry_for_type
from pydantic import Field

SERIALIZER = "genesis-none"
"""What PREFECT_RESULTS_DEFAULT_SERIALIZER has to be: the only one that this process knows."""


class RefusedToLoadError(Exception):
    """Something wanted to turn bytes into objects."""


class NoSerializer(Serializer[D]):
    """Keeps nothing and loads nothing."""

    type: str = Field(default=SERIALIZER, frozen=True)

    def dumps(self, obj: D) -> bytes:
        """Give no bytes: an exception that Prefect would keep is in the log."""
        del obj
        return b""

    def loads(self, blob: bytes) -> D:
        """Refuse."""
        raise RefusedToLoadError(f"{len(blob)} bytes from Prefect are not loaded")


def load_nothing() -> None:
    """Make it so, for this process and for good.

    Without Prefect's own serializers a state's metadata is read without importing the modules that
    it names. The hook refuses every pickle that names something to import, whoever unpickles it.
    """
    serializers = get_registry_for_type(Serializer)
    if serializers is not None:
        for name in [name for name in serializers if name != SERIALIZER]:
            del serializers[name]
    sys.addaudithook(_refuse_pickles)


def _refuse_pickles(event: str, arguments: tuple[object, ...]) -> None:
    if event == "pickle.find_class":
        raise RefusedToLoadError(f"a pickle asks for {arguments!r}")
