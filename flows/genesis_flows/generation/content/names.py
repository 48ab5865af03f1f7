"""Comparing names as people write them: width, case, quotes and brackets do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

_BRACKETED = re.compile(r"[(（\[【〔].*?[)）\]】〕]", re.DOTALL)
_CLOSERS = ")）]】〕"
_NOT_WORDS = re.compile(r"[\W_]+")


LONGEST_NAME = 300
"""Characters of a name that are compared; contents have none that is longer."""


def fold(name: str) -> str:
    """Give the name as it is compared."""
    name = name[:LONGEST_NAME]
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", name).casefold())


def fold_plain(name: str) -> str:
    """As `fold`, without what stands in brackets: "Lin Wan (the diver)"."""
    name = name[:LONGEST_NAME]
    # Behind the last closing bracket none can match, and looking for one costs a scan a bracket.
    end = 1 + max(name.rfind(closer) for closer in _CLOSERS)
    return fold(_BRACKETED.sub("", name[:end]) + name[end:])


class NameIndex:
    """Finds an item's id by any of its names."""

    def __init__(self, items: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        self._ids: set[str] = set()
        self._by_name: dict[str, str] = {}
        self._found: dict[str, str | None] = {}
        for item_id, names in items:
            self.add(item_id, names)

    def add(self, item_id: str, names: Iterable[str]) -> None:
        """Add an item."""
        self._ids.add(item_id)
        self._found.clear()
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
        # A large cast is named again and again: the search over all names is made once a name.
        key = name[:LONGEST_NAME]
        if key not in self._found:
            self._found[key] = self._search(key)
        return self._found[key]

    def _search(self, name: str) -> str | None:
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
