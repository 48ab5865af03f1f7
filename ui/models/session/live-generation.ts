/**
 * What is being written right now: progress and text so far, from the state and from the stream's
 * ephemeral events. Pure: each function gives the next value.
 */
import { countCodePoints } from "../content/counting.ts";
import type { GenerationDelta, GenerationProgress } from "#shared/events/events.ts";
import type { PendingCommand } from "#shared/session/state.ts";

export interface LiveText {
  readonly text: string;
  /** In code points, as the stream's offsets. */
  readonly length: number;
}

export interface LiveGeneration {
  readonly command_id: string;
  readonly attempt: number;
  readonly message_code: string | null;
  readonly candidates_done: number;
  readonly candidates_total: number;
  /** 0–1 of finished candidates or sections; null where nothing can be counted yet. */
  readonly bar: number | null;
  readonly texts: ReadonlyMap<number, LiveText>;
}

/** The first `count` code points. */
function firstCodePoints(text: string, count: number): string {
  let index = 0;
  for (let left = count; left > 0 && index < text.length; left -= 1) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  }
  return text.slice(0, index);
}

/** Counted, never invented: of candidates where there are several, else of what the worker reports. */
function countedBar(done: number, total: number, progress: number): number | null {
  if (total > 1) return Math.min(1, done / total);
  return progress > 0 ? Math.min(1, progress / 100) : null;
}

/** The bar never goes back, not even where a crashed attempt starts over. */
function forward(before: number | null, now: number | null): number | null {
  if (before === null) return now;
  return now === null ? before : Math.max(before, now);
}

interface Counts {
  readonly attempt: number;
  readonly message_code: string | null;
  readonly candidates_done: number;
  readonly candidates_total: number;
  readonly progress: number;
}

function withCounts(live: LiveGeneration, counts: Counts): LiveGeneration {
  if (counts.attempt < live.attempt) return live;
  const total = Math.max(live.candidates_total, counts.candidates_total);
  const done = Math.max(live.candidates_done, counts.candidates_done);
  return {
    ...live,
    attempt: counts.attempt,
    message_code: counts.message_code ?? live.message_code,
    candidates_done: done,
    candidates_total: total,
    bar: forward(live.bar, countedBar(done, total, counts.progress)),
    // A new attempt writes anew; the old text would only be replaced piece by piece.
    texts: counts.attempt > live.attempt ? new Map() : live.texts,
  };
}

function fresh(command_id: string): LiveGeneration {
  return {
    command_id,
    attempt: 0,
    message_code: null,
    candidates_done: 0,
    candidates_total: 0,
    bar: null,
    texts: new Map(),
  };
}

/** What the state says about a pending command, joined with what the stream has already said. */
export function fromState(live: LiveGeneration | null, pending: PendingCommand): LiveGeneration {
  const before = live?.command_id === pending.command_id ? live : fresh(pending.command_id);
  const next = withCounts(before, pending);
  if (pending.attempt < next.attempt) return next;
  const texts = new Map(next.texts);
  for (const { candidate_index, text } of pending.partial) {
    // The state may have been read before deltas that are already here.
    if (!texts.get(candidate_index)?.text.startsWith(text)) {
      texts.set(candidate_index, { text, length: countCodePoints(text) });
    }
  }
  return { ...next, texts };
}

export function withProgress(live: LiveGeneration, event: GenerationProgress): LiveGeneration {
  return event.command_id === live.command_id ? withCounts(live, event) : live;
}

/** `gap`: text is missing before this piece; the state has it. */
export function withDelta(
  live: LiveGeneration,
  delta: GenerationDelta,
): { readonly live: LiveGeneration; readonly gap: boolean } {
  if (delta.command_id !== live.command_id || delta.attempt < live.attempt) {
    return { live, gap: false };
  }
  const base =
    delta.attempt > live.attempt
      ? { ...live, attempt: delta.attempt, texts: new Map<number, LiveText>() }
      : live;
  const before = base.texts.get(delta.candidate_index) ?? { text: "", length: 0 };
  if (delta.offset > before.length) return { live: base, gap: true };
  const added = countCodePoints(delta.text);
  const kept =
    delta.offset === before.length ? before.text : firstCodePoints(before.text, delta.offset);
  // What is already here says nothing new; what differs was begun anew from there.
  if (before.text.startsWith(kept + delta.text)) return { live: base, gap: false };
  const texts = new Map(base.texts);
  texts.set(delta.candidate_index, { text: kept + delta.text, length: delta.offset + added });
  return { live: { ...base, texts }, gap: false };
}

/**
 * Text as far as its last whole word: a Latin word that is still being written is held back, Chinese
 * and finished sentences are not.
 */
export function wholeWords(text: string): string {
  const tail = /[\p{Script=Latin}\p{Nd}'’-]+$/u.exec(text);
  return tail === null ? text : text.slice(0, tail.index);
}
