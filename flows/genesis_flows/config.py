"""The environment of the flow worker, read once into typed values whose names carry units."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from genesis_flows.database.address import AddressError, parse_database_url
from genesis_flows.handle_cache import RedisConfig
from genesis_flows.providers.endpoint_address import KeyUnusable, clean_key
from genesis_flows.providers.endpoint_policy import EndpointPolicy
from genesis_flows.providers.model_config import ModelConfig
from genesis_flows.providers.operator_model import (
    ModelsFile,
    ModelsFileError,
    operator_model,
    read_model_endpoints,
    read_models_file,
)
from genesis_flows.tracer import TraceConfig

DEFAULT_MOST_RUNS = 32

LONGEST_SHOWN = 100


class ConfigError(Exception):
    """Every wrong variable: its name, what it got (never a secret) and what it takes."""


@dataclass(frozen=True)
class WorkerConfig:
    """What the worker needs to know to run."""

    database_url: str = field(repr=False)
    database_direct_url: str = field(repr=False)
    prefect_api_url: str
    model: ModelConfig | None
    """None: the offline sample generator."""
    port: int | None
    """None: health and metrics are not served."""
    host: str
    parent_pid: int | None
    """The worker ends when this process does."""
    instance_id: str
    most_runs: int = DEFAULT_MOST_RUNS
    """So many flows run here at once. A run that waits for its writer is paused, not counted."""
    redis: RedisConfig | None = None
    """The cache in which the callback looks for a wait's handle first; None: there is none."""
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Open the model keys that writers store."""
    traces: TraceConfig | None = None
    """None: no traces are sent."""
    model_endpoints: EndpointPolicy | None = None
    """MODEL_ENDPOINTS; None: what the edge allowed when a writer saved theirs."""


def read_config(env: Mapping[str, str] | None = None) -> WorkerConfig:
    """Read the worker's configuration.

    Raises:
        ConfigError: names every variable that is wrong or missing.
    """
    reader = _Reader(os.environ if env is None else env)
    database_url = reader.database_url("DATABASE_URL", required=True)
    direct_url = reader.database_url("DATABASE_DIRECT_URL", required=False)
    prefect_api_url = reader.http_url("PREFECT_API_URL", required=True)
    model = _read_model(reader)
    port = reader.integer("FLOWS_PORT", 0, 65535, "a TCP port, 0–65535 (0: any free one)")
    parent_pid = reader.integer("GENESIS_PARENT_PID", 1, 2**31 - 1, "a process id")
    most_runs = reader.integer("FLOWS_MAX_RUNS", 1, 500, "a whole number, 1–500")
    redis_url = reader.http_url("UPSTASH_REDIS_REST_URL", required=False)
    redis_token = reader.text("UPSTASH_REDIS_REST_TOKEN")
    host = reader.text("HOST") or "127.0.0.1"
    if reader.problems:
        raise ConfigError("\n".join(reader.problems))
    return WorkerConfig(
        database_url=database_url or "",
        database_direct_url=direct_url or database_url or "",
        prefect_api_url=prefect_api_url or "",
        model=model,
        port=port,
        host=host,
        parent_pid=parent_pid,
        instance_id=f"{socket.gethostname()}-{os.getpid()}",
        most_runs=most_runs or DEFAULT_MOST_RUNS,
        redis=RedisConfig(redis_url, redis_token) if redis_url and redis_token else None,
        traces=_read_traces(reader),
        secrets=tuple(reader.several("GENESIS_SECRET")),
        model_endpoints=read_model_endpoints(reader.several("MODEL_ENDPOINTS")),
    )


def read_model(env: Mapping[str, str] | None = None) -> ModelConfig | None:
    """Read the operator's model alone; None: the sample generator.

    Raises:
        ConfigError: names every variable that is wrong.
    """
    reader = _Reader(os.environ if env is None else env)
    model = _read_model(reader)
    if reader.problems:
        raise ConfigError("\n".join(reader.problems))
    return model


def _read_traces(reader: _Reader) -> TraceConfig | None:
    """Read OpenTelemetry's own variables; what they may be, Node checks."""
    endpoint = reader.text("OTEL_EXPORTER_OTLP_ENDPOINT")
    is_disabled = reader.text("OTEL_SDK_DISABLED") == "true"
    if endpoint is None or is_disabled:
        return None
    pairs = [pair.partition("=") for pair in reader.several("OTEL_EXPORTER_OTLP_HEADERS")]
    return TraceConfig(
        url=f"{endpoint.rstrip('/')}/v1/traces",
        headers={name.strip(): unquote(value.strip()) for name, _, value in pairs},
        service_name=reader.text("OTEL_SERVICE_NAME"),
    )


def _read_model(reader: _Reader) -> ModelConfig | None:
    return operator_model(
        reader.key("OPENAI_API_KEY"),
        reader.http_url("OPENAI_BASE_URL", required=False),
        reader.text("GENESIS_MODEL"),
        reader.integer("GENESIS_MODEL_CONCURRENCY", 1, 100, "a whole number, 1–100"),
        reader.models_file("GENESIS_MODELS_FILE"),
    )


class _Reader:
    """Reads variables and gathers what is wrong with them. An empty value counts as absent."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self.problems: list[str] = []

    def text(self, name: str) -> str | None:
        return self._env.get(name, "").strip() or None

    def several(self, name: str) -> list[str]:
        return [part for each in self._env.get(name, "").split(",") if (part := each.strip())]

    def models_file(self, name: str) -> ModelsFile:
        path = self.text(name)
        if path is None:
            return ModelsFile()
        try:
            return read_models_file(path)
        except ModelsFileError as error:
            self._refuse(name, f"{_shown(path)} ({error})", "a TOML file (docs/models.md)")
            return ModelsFile()

    def key(self, name: str) -> str | None:
        try:
            return clean_key(self.text(name))
        except KeyUnusable as error:
            self._refuse(name, "something else", str(error))
            return None

    def integer(self, name: str, least: int, most: int, takes: str) -> int | None:
        raw = self.text(name)
        if raw is None:
            return None
        if raw.isascii() and raw.isdigit() and least <= int(raw) <= most:
            return int(raw)
        self._refuse(name, _shown(raw), takes)
        return None

    def database_url(self, name: str, *, required: bool) -> str | None:
        raw = self.text(name)
        takes = "a PostgreSQL URL, postgres://USER:PASSWORD@HOST:PORT/DATABASE"
        if raw is None:
            if required:
                self._refuse(name, "nothing", takes)
            return None
        try:
            parse_database_url(raw)
        except AddressError:
            self._refuse(name, _shown(_without_credentials(raw)), takes)
            return None
        return raw

    def http_url(self, name: str, *, required: bool) -> str | None:
        return self._url(name, ("http", "https"), "an http:// or https:// URL", required=required)

    def _url(
        self, name: str, schemes: tuple[str, ...], takes: str, *, required: bool
    ) -> str | None:
        raw = self.text(name)
        if raw is None:
            if required:
                self._refuse(name, "nothing", takes)
            return None
        try:
            parts = urlsplit(raw)
            fits = parts.scheme in schemes and (parts.hostname is not None or bool(parts.query))
            _ = parts.port
        except ValueError:
            fits = False
        if not fits:
            self._refuse(name, _shown(_without_credentials(raw)), takes)
            return None
        return raw.rstrip("/")

    def _refuse(self, name: str, got: str, takes: str) -> None:
        self.problems.append(f"{name}: got {got}; takes {takes}")


def _shown(raw: str) -> str:
    return f'"{raw if len(raw) <= LONGEST_SHOWN else raw[:LONGEST_SHOWN] + "…"}"'


def _without_credentials(raw: str) -> str:
    """A password may hold "@", "/" or "?" itself, and a query may hold a password: cut wide."""
    scheme, separator, rest = raw.partition("://")
    if not separator:
        scheme, rest = "", raw
    if "@" in rest:
        rest = f"***@{rest.rpartition('@')[2]}"
    return f"{scheme}{separator}{rest.partition('?')[0].partition('#')[0]}"
