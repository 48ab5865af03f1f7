"""Versions of the prompts: `python -m genesis_flows.prompts.versions` after a prompt was changed.

A proposal's origin names the version that wrote it, so a changed text is another version.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TypedDict

DIRECTORY = Path(__file__).parent
FILE = DIRECTORY / "versions.json"
LANGUAGES = ("zh-CN", "en")
SHARED = ("SYSTEM.md", "axes.toml", "fragments.toml")


class Version(TypedDict):
    """A prompt's version and the hash of what it is made of."""

    version: int
    sha256: str


def recorded_versions() -> dict[str, Version]:
    """Give what versions.json says, by "<language>/<STAGE>.md"."""
    versions: dict[str, Version] = json.loads(FILE.read_text("utf-8"))
    return versions


def present_versions() -> dict[str, Version]:
    """Give what versions.json should say: a version more for each prompt that was changed."""
    recorded = recorded_versions()
    present: dict[str, Version] = {}
    for language in LANGUAGES:
        shared = "".join((DIRECTORY / language / name).read_text("utf-8") for name in SHARED)
        for path in sorted((DIRECTORY / language).glob("*.md")):
            if path.name in SHARED:
                continue
            name = f"{language}/{path.name}"
            text = shared + path.read_text("utf-8")
            sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
            known = recorded.get(name)
            if known is None:
                present[name] = {"version": 1, "sha256": sha256}
            elif known["sha256"] == sha256:
                present[name] = known
            else:
                present[name] = {"version": known["version"] + 1, "sha256": sha256}
    return present


if __name__ == "__main__":
    FILE.write_text(json.dumps(present_versions(), indent=2) + "\n", "utf-8")
