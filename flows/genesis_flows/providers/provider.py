"""What every provider does: write one candidate's content as JSON text, streaming it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from genesis_flows.json_value import Json
from genesis_flows.providers.meter import Meter
from genesis_flows.providers.usage import Usage

OnText = Callable[[str], Awaitable[None]]
"""Takes a piece of the answer's raw text, in order."""
OnMessage = Callable[[str], Awaitable[None]]
"""Takes a word for the writer (`message_code`), such as WAITING_FOR_MODEL."""


@dataclass(frozen=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class CandidateRequest:
    """One candidate to be written."""

    stage: str
    language: str
    index: int
    """0 for the round's first candidate."""
    messages: tuple[Message, ...]
    schema: Mapping[str, Json]
    """The JSON schema of the answer: names instead of ids, strict."""
    schema_name: str
    context: Mapping[str, Json]
    """As genesis.begin_command gives it, with the round's earlier candidates' titles."""
    command: Mapping[str, Json]
    brief: Mapping[str, Json] | None = None
    """The schema for an endpoint whose model finds no end of the other; None: there is none."""
    is_brief: bool = False
    """An earlier answer to this was cut at its limit."""


@dataclass(frozen=True)
class Answer:
    """A whole answer: its raw text, and what it cost. `model` is the one that answered."""

    text: str
    usage: Usage = field(default_factory=Usage)
    model: str | None = None


class GenerationFailed(Exception):
    """A candidate cannot be had. `code` is one of the contract's failure codes."""

    def __init__(self, code: str, message: str, kept_text: str | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.kept_text = kept_text


class AnswerCut(Exception):
    """An answer ended in the middle: the connection was lost, or the model ran out of tokens."""

    def __init__(self, answer: Answer, reason: str, *, is_too_long: bool = False) -> None:
        super().__init__(reason)
        self.answer = answer
        self.reason = reason
        self.is_too_long = is_too_long


class Provider(Protocol):
    """A source of candidates."""

    @property
    def kind(self) -> Literal["ai", "sample"]:
        """What a proposal's origin says."""
        ...

    @property
    def model(self) -> str | None:
        """The model's name, as far as it is known."""
        ...

    @property
    def host(self) -> str | None:
        """The endpoint's host, for the writer to see where the text goes."""
        ...

    @property
    def concurrency(self) -> int:
        """How many candidates are written at once."""
        ...

    @property
    def context_tokens(self) -> int | None:
        """The model's window, where somebody said it."""
        ...

    async def write(
        self,
        request: CandidateRequest,
        on_text: OnText,
        on_message: OnMessage,
        meter: Meter | None = None,
    ) -> Answer:
        """Write one candidate; `meter` is told of every call that it takes.

        Raises:
            GenerationFailed: MODEL_UNAVAILABLE, MODEL_REFUSED, MODEL_NOT_CONFIGURED, …
            AnswerCut: the answer ended in the middle.
        """
        ...

    async def stop(self) -> None:
        """Let go of connections."""
        ...
