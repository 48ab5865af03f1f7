"""Contents as a model reads them: in reading order, names in the place of ids, nulls shown."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from genesis_flows.generation.content.fields import Field, reference_keys, stage_fields
from genesis_flows.json_value import Json


def as_written(
    stage: str,
    content: Mapping[str, Json],
    names: Mapping[str, str],
    *,
    without: Collection[str] = (),
    with_places: bool = False,
) -> str:
    """Give a content as JSON. `without`: fields that are left out.

    `with_places`: each item that has an id begins with `at`, its pointer.
    """
    fields = {key: field for key, field in stage_fields(stage).items() if key not in without}
    made = _Writer(names, with_places=with_places).group(content, fields, "")
    return json.dumps(made, ensure_ascii=False)


def value_as_written(value: Json, names: Mapping[str, str]) -> str:
    """Give any value of a content as JSON, without ids."""
    return json.dumps(_named(value, names, ""), ensure_ascii=False)


class _Writer:
    def __init__(self, names: Mapping[str, str], *, with_places: bool) -> None:
        self._names = names
        self._with_places = with_places

    def group(self, value: Mapping[str, Json], fields: Mapping[str, Field], place: str) -> Json:
        made: dict[str, Json] = {}
        for key, field in fields.items():
            if key == "id":
                if self._with_places:
                    made["at"] = place
                continue
            if field.earlier and value.get(key) is None:
                continue  # nobody is asked for it
            made[key] = self._value(value.get(key), field, key, f"{place}/{key}")
        if "planted_in" in value and not value.get("name"):
            # A plot's thread that carries out one of the story's is known by its id alone.
            made["name"] = self._names.get(value.get("id", ""), "")
        return made

    def _value(self, value: Json, field: Field, key: str, place: str) -> Json:
        if field.kind == "group" and isinstance(value, dict):
            return self.group(value, field.fields, place)
        if field.kind == "items" and isinstance(value, list):
            return [
                self.group(item, field.fields, f"{place}/{index}")
                if isinstance(item, dict)
                else item
                for index, item in enumerate(value)
            ]
        return _named(value, self._names, key)


def _named(value: Json, names: Mapping[str, str], key: str) -> Json:
    if isinstance(value, list):
        return [_named(item, names, key) for item in value]
    if isinstance(value, str):
        return names.get(value, value) if key in reference_keys() else value
    if isinstance(value, dict):
        return {k: _named(v, names, k) for k, v in value.items() if k != "id"}
    return value
