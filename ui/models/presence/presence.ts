/**
 * Where else the book is open. A window says so every few seconds while somebody looks at it, and at
 * once where what it shows or whether it is written in changes; it says so too when it is left.
 */
import { type ReadonlySignal, effect, signal } from "@preact/signals";
import type { ApiClient } from "#shared/http/client.ts";
import type { Presence } from "#shared/http/presence.ts";
import type { Stage } from "#shared/stages.ts";
import { ask } from "../browser/api.ts";
import { watchPage } from "../browser/page-events.ts";
import { pageClient } from "../browser/page-client.ts";
import { randomKey } from "../browser/random-key.ts";

export type OtherWindow = Presence["windows"][number];

export interface PresenceModel {
  /** Empty where that is not known. */
  readonly others: ReadonlySignal<readonly OtherWindow[]>;
  readonly start: () => void;
  readonly stop: () => void;
}

/** A third of what the edge waits before a silent window is gone. */
const BEAT_MS = 10_000;
/** Between two fields nothing is edited for a moment. */
const SETTLE_MS = 500;
const PRESENCE = "/api/v1/genesis/sessions/{session_id}/presence";

export function createPresence(
  session_id: string,
  stage: ReadonlySignal<Stage | null>,
  client: ApiClient = pageClient(),
): PresenceModel {
  const others = signal<readonly OtherWindow[]>([]);
  const window_id = randomKey();
  let isLooked = true;
  let beats: ReturnType<typeof setInterval> | null = null;
  let settling: ReturnType<typeof setTimeout> | null = null;
  let forget: readonly (() => void)[] = [];

  async function say(is_open: boolean): Promise<void> {
    const shown = stage.peek();
    const is_editing = isEditing();
    const answer = await ask(
      client.POST(PRESENCE, {
        params: { path: { session_id } },
        body: { window_id, ...(shown === null ? {} : { stage: shown }), is_editing, is_open },
        // Also while the page is closed.
        keepalive: true,
      }),
    );
    others.value = answer.outcome === "ok" && isLooked ? answer.body.windows : [];
  }

  function beat(): void {
    if (isLooked) void say(true);
  }

  function soon(): void {
    if (settling !== null) clearTimeout(settling);
    settling = setTimeout(beat, SETTLE_MS);
  }

  function leave(): void {
    if (!isLooked) return;
    isLooked = false;
    void say(false);
  }

  return {
    others,
    start() {
      isLooked = true;
      beats = setInterval(beat, BEAT_MS);
      document.addEventListener("focusin", soon);
      document.addEventListener("focusout", soon);
      forget = [
        watchPage({
          onOnline: beat,
          onOffline: () => {
            others.value = [];
          },
          onHidden: leave,
          onVisible() {
            isLooked = true;
            beat();
          },
        }),
        effect(() => {
          void stage.value;
          beat();
        }),
      ];
    },
    stop() {
      for (const one of forget) one();
      document.removeEventListener("focusin", soon);
      document.removeEventListener("focusout", soon);
      if (beats !== null) clearInterval(beats);
      if (settling !== null) clearTimeout(settling);
      leave();
    },
  };
}

function isEditing(): boolean {
  return document.activeElement?.matches("main textarea, main input, .dock textarea") ?? false;
}
