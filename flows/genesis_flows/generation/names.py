"""Comparing names as people write them: width, case, quotes and brackets do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

_BRACKETED = re.compile(r"[(（\[【〔].*?[)）\]】〕]")
_NOT_WORDS = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """Give the name as it is compared."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", name).casefold())


def fold_plain(name: str) -> str:
    """As `fold`, without what stands in brackets: "Lin Wan (the diver)"."""
    return fold(_BRACKETED.sub("", name))


class NameIndex:
    """Finds an item's id by any of its names."""

    def __init__(self, items: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        """Take (id, names) pairs; the first item with a name keeps it."""
        self._ids: set[str] = set()
        self._by_name: dict[str, str] = {}
        for item_id, names in items:
            self.add(item_id, names)

    def add(self, item_id: str, names: Iterable[str]) -> None:
        """Add an item."""
        self._ids.add(item_id)
        for name in names:
            for folded in (fold(name), fold_plain(name)):
                if folded:
                    self._by_name.setdefault(folded, item_id)

    def find(self, name: str) -> str | None:
        """Give the id that the name means, or None.

        An id is taken as it is. Beside equal names, the one name that holds this one, or is held by
        it, is meant: "Old Chen" of "Chen", but nothing where two would fit.
        """
        if name in self._ids:
            return name
        for folded in (fold(name), fold_plain(name)):
            if folded in self._by_name:
                return self._by_name[folded]
        folded = fold_plain(name) or fold(name)
        if len(folded) < 2:
            return None
        near = {
            item_id
            for known, item_id in self._by_name.items()
            if len(known) > 1 and (known in folded or folded in known)
        }
        return near.pop() if len(near) == 1 else None


def strings(item: Mapping[str, object], keys: Iterable[str]) -> list[str]:
    """Give the texts under these keys, lists of texts included."""
    found: list[str] = []
    for key in keys:
        value = item.get(key)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list):
            found += [entry for entry in value if isinstance(entry, str)]
    return found
