"""What the worker counts, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest


class Metrics:
    """Counters and gauges of one worker, in a registry of their own."""

    def __init__(self) -> None:
        """Make the registry."""
        self._registry = CollectorRegistry()
        self.runs_ended = Counter(
            "genesis_flows_runs_ended",
            "Flow runs that ended or paused, by how.",
            ["outcome"],
            registry=self._registry,
        )
        self.runs = Gauge("genesis_flows_runs", "Flow runs that run now.", registry=self._registry)
        self.commands = Gauge(
            "genesis_flows_commands",
            "Commands that are being written now.",
            registry=self._registry,
        )
        self.listening = Gauge(
            "genesis_flows_listening", "1 while LISTEN stands.", registry=self._registry
        )

    def text(self) -> bytes:
        """Give all of them in Prometheus' text format."""
        return generate_latest(self._registry)
