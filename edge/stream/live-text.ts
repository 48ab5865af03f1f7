/**
 * What one reader has been sent of the generations that run: progress when it changes, and of each
 * candidate's text what is beyond the reader's own offset. Sent without ids: losing it loses nothing.
 */
import type { Stage } from "#shared/stages.ts";
import { codePoints } from "#shared/text.ts";
import { ephemeralFrame } from "./frames.ts";

/** A generation that runs, as `genesis.live_progress` tells it. */
export interface LiveGeneration {
  readonly session_id: string;
  /** Whose session it is. */
  readonly account: string;
  readonly command_id: string;
  readonly stage: Stage;
  readonly attempt: number;
  readonly progress: number;
  readonly message_code: string | null;
  readonly candidates_done: number;
  readonly candidates_total: number;
  readonly partial: readonly { readonly candidate_index: number; readonly text: string }[];
}

interface Offset {
  readonly units: number;
  readonly points: number;
}

const NOTHING: Offset = { units: 0, points: 0 };

export class LiveText {
  #progress = new Map<string, string>();
  #offsets = new Map<string, Offset>();

  /**
   * The frames that bring the reader up to date. What is not running any more is forgotten.
   * @param frames shared by the readers of a wake: most stand at the same offset
   */
  advance(generations: readonly LiveGeneration[], frames: Map<string, string>): string[] {
    const out: string[] = [];
    const progress = new Map<string, string>();
    const offsets = new Map<string, Offset>();
    for (const generation of generations) {
      const { command_id } = generation;
      const told = cached(frames, `progress ${command_id}`, () => progressFrame(generation));
      if (this.#progress.get(command_id) !== told) out.push(told);
      progress.set(command_id, told);
      for (const { candidate_index, text } of generation.partial) {
        const key = `${command_id} ${generation.attempt} ${candidate_index}`;
        const known = this.#offsets.get(key) ?? NOTHING;
        // A text that became shorter was begun anew.
        const from = text.length < known.units ? NOTHING : known;
        if (text.length > from.units) {
          out.push(
            cached(frames, `${key} ${from.units}`, () =>
              deltaFrame(generation, candidate_index, from.points, text.slice(from.units)),
            ),
          );
          offsets.set(key, {
            units: text.length,
            points: from.points + codePoints(text.slice(from.units)),
          });
        } else {
          offsets.set(key, from);
        }
      }
    }
    this.#progress = progress;
    this.#offsets = offsets;
    return out;
  }
}

function cached(frames: Map<string, string>, key: string, make: () => string): string {
  const known = frames.get(key);
  if (known !== undefined) return known;
  const made = make();
  frames.set(key, made);
  return made;
}

function progressFrame(generation: LiveGeneration): string {
  const { command_id, attempt, progress, message_code, candidates_done, candidates_total } =
    generation;
  return ephemeralFrame("genesis.generation.progress", {
    command_id,
    attempt,
    progress,
    message_code,
    candidates_done,
    candidates_total,
  });
}

/** @param offset in code points */
function deltaFrame(
  generation: LiveGeneration,
  candidate_index: number,
  offset: number,
  text: string,
): string {
  const { command_id, stage, attempt } = generation;
  return ephemeralFrame("genesis.generation.delta", {
    command_id,
    stage,
    attempt,
    candidate_index,
    offset,
    text,
  });
}
