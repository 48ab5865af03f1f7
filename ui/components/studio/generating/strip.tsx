/** On top while something is being written: what, for how long, the bar, and Stop. */
import type { JSX } from "preact";
import { elapsed } from "../../../i18n/dates.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import type { LiveGeneration } from "../../../models/session/live-generation.ts";
import { letterOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { useNow } from "../../controls/clock.ts";

export function GeneratingStrip({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const live = studio.session.live.value;
  const pending = state?.pending_commands[0];
  if (!state || !pending || !live) return null;
  const text = words.value;
  const stopping = studio.session.sending.value.has("CANCEL_GENERATION");
  const canStop = state.available_commands.includes("CANCEL_GENERATION");
  return (
    <section class="strip" translate={false} aria-label={text.progress.working}>
      <div class="strip-row">
        <StripWords live={live} since={Date.parse(pending.received_at)} />
        <Button disabled={stopping || !canStop} onPress={studio.stop}>
          {stopping ? text.actions.stopping : text.actions.stop}
        </Button>
      </div>
      <Bar value={live.bar} />
    </section>
  );
}

function StripWords({
  live,
  since,
}: {
  readonly live: LiveGeneration;
  readonly since: number;
}): JSX.Element {
  const now = useNow();
  const text = words.value.progress;
  const time = elapsed(now - since);
  const total = live.candidates_total;
  const index = Math.min(live.candidates_done, Math.max(0, total - 1));
  const what =
    live.texts.size === 0 && live.candidates_done === 0
      ? text.starting(time)
      : total > 1
        ? text.writing(letterOf(index), total, time)
        : text.writingOne(time);
  return (
    <p class="strip-words">
      <strong>{what}</strong>
      <span class="muted"> {messageWords(live.message_code)}</span>
    </p>
  );
}

function messageWords(code: string | null): string {
  const text = words.value.progress;
  const table: Readonly<Record<string, string>> = text.messages;
  if (code === null || code === "WRITING_CANDIDATE") return "";
  return table[code] ?? text.working;
}

/** Counted where something can be counted, else moving; a style object sets it through the DOM. */
function Bar({ value }: { readonly value: number | null }): JSX.Element {
  const percent = value === null ? null : Math.round(value * 100);
  return (
    <div
      class={`bar${percent === null ? " uncounted" : ""}`}
      role="progressbar"
      aria-label={words.value.progress.bar}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
    >
      <div class="bar-filled" style={percent === null ? undefined : { width: `${percent}%` }} />
    </div>
  );
}
