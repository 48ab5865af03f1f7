"""A SQL function and what it answers."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


class SqlFunction(Generic[T]):
    """An entry function of the schema `genesis`, with its answer's type."""

    def __init__(self, name: str, answer: TypeAdapter[T]) -> None:
        self.name = name
        self._answer = answer

    def parse(self, answer: object) -> T:
        """Give what was answered. Raises pydantic's ValidationError where it is no such answer."""
        return self._answer.validate_python(answer, strict=True)
