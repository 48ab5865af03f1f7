/** The callback's metrics. */
import { Counter, type Registry } from "prom-client";

export interface CallbackMetrics {
  readonly answers: Counter<"outcome">;
  readonly resumes: Counter<"outcome">;
  readonly runs: Counter<"outcome">;
  readonly reaped: Counter<"code">;
  readonly lookups: Counter<"outcome">;
  readonly deadLetters: Counter<"reason">;
}

/** One set a registry: a second callback in the same process needs its own. */
export function createCallbackMetrics(registry: Registry): CallbackMetrics {
  const counter = <Label extends string>(name: string, help: string, label: Label) =>
    new Counter<Label>({ name, help, labelNames: [label], registers: [registry] });
  return {
    answers: counter("genesis_callback_answers_total", "Delivered answers by outcome", "outcome"),
    resumes: counter("genesis_callback_resumes_total", "Resumes in Prefect by outcome", "outcome"),
    runs: counter("genesis_callback_runs_total", "New runs by outcome", "outcome"),
    reaped: counter("genesis_callback_reaped_total", "Commands ended by the reaper", "code"),
    deadLetters: counter(
      "genesis_callback_dead_letters_total",
      "Commands ended because their run can never be started",
      "reason",
    ),
    lookups: counter("genesis_callback_lookups_total", "Handle lookups by outcome", "outcome"),
  };
}
