/** A writer who answers again and again, and looks whether what comes back is what was asked for. */
import { setTimeout as delay } from "node:timers/promises";
import type { CommandType } from "#shared/commands/command-table.ts";
import { LAST_STAGE, type Stage } from "#shared/stages.ts";
import type { Random } from "../random.ts";
import { asking, hearing } from "./echo-model.ts";
import { type Posted, type WriterSession, tellingFaults } from "./edge-session.ts";
import type { PendingCommands } from "./pending-commands.ts";
import type { Tally } from "./tally.ts";
import type { WriterState } from "./writer-state.ts";

export interface WriterParts {
  /** Part of what it asks for. */
  readonly name: string;
  /** Another session of its own. */
  readonly open: () => Promise<WriterSession>;
  readonly pending: PendingCommands;
  readonly random: Random;
  readonly tally: Tally;
  /** Whether contents say what they were asked with, as the echo model's do; absent: they do. */
  readonly isEchoed?: boolean;
  /** Which share of its answers confirms a stage; absent: a twelfth. */
  readonly confirms?: number;
  /** Between a proposal and the next answer. */
  readonly thinkMs: { readonly least: number; readonly most: number };
}

/** What each of several has of its own comes of these. */
export type WritersParts = Omit<WriterParts, "name">;

interface Turn {
  readonly type: CommandType;
  readonly payload: object;
  /** What the proposal's title has to hold; null where nothing was asked for by words. */
  readonly word: string | null;
}

const FIRST_TURN: Turn = { type: "REQUEST_INSPIRATION", payload: {}, word: null };
/** The reaper ends what nobody took up for ten minutes; nothing may be pending for longer. */
const ENDS_WITHIN_MS = 13 * 60_000;
const MOST_TRIES = 20;

class ChaosWriter {
  readonly #parts: WriterParts;
  #session: WriterSession;
  #turns = 0;

  constructor(parts: WriterParts, session: WriterSession) {
    this.#parts = parts;
    this.#session = session;
  }

  /** Its first concepts: before anything is cut. */
  begin(): Promise<void> {
    return this.#untilDone(FIRST_TURN);
  }

  /** Answers until the signal, and then once more; a fault becomes a violation. */
  write(signal: AbortSignal, quiet: Promise<void>): Promise<void> {
    const { tally, name } = this.#parts;
    return tellingFaults(this.#answers(signal, quiet), (fault) =>
      tally.violation(`${name}: ${fault}`),
    );
  }

  async #answers(signal: AbortSignal, quiet: Promise<void>): Promise<void> {
    const { random, thinkMs } = this.#parts;
    while (!signal.aborted) {
      await delay(random.between(thinkMs.least, thinkMs.most), undefined, { signal }).catch(
        () => undefined,
      );
      if (!signal.aborted) await this.#turn();
    }
    await quiet;
    await this.#lastTurn();
  }

  async #turn(): Promise<void> {
    const { random } = this.#parts;
    const state = await this.#session.state();
    const dice = random.next();
    if (dice < 0.08) return this.#stopped(this.#revision(state), random.between(0, 1_500));
    if (dice < 0.18) return this.#untilDone(this.#regeneration(state));
    if (dice < 0.18 + (this.#parts.confirms ?? 0.08)) return this.#confirmed(state);
    return this.#untilDone(this.#revision(state));
  }

  /** Nothing is cut any more: a last answer brings everything that still lay about to its end. */
  async #lastTurn(): Promise<void> {
    const { tally, name } = this.#parts;
    await this.#untilDone(this.#revision(await this.#session.state()));
    const state = await this.#session.state();
    if (state.is_pending) tally.violation(`${name}: something is pending at the end`);
  }

  #revision(state: WriterState): Turn {
    const word = this.#word();
    const payload = { ...newest(state), feedback: asking(word) };
    return { type: "REVISE_PROPOSAL", payload, word };
  }

  #regeneration(state: WriterState): Turn {
    const word = this.#word();
    const payload = { ...newest(state), feedback: asking(word) };
    return { type: "REGENERATE_PROPOSAL", payload, word };
  }

  #word(): string {
    this.#turns += 1;
    return `${this.#parts.name}-${this.#turns}`;
  }

  /** Confirms the stage; after the last one another session begins. */
  async #confirmed(state: WriterState): Promise<void> {
    const stage = state.current_stage;
    if (stage !== LAST_STAGE) {
      return this.#untilDone({ type: "CONFIRM_STAGE", payload: newest(state), word: null });
    }
    await this.#accepted("CONFIRM_STAGE", newest(state));
    await this.#accepted("FINISH_GENESIS", {});
    this.#parts.tally.count("novels finished");
    this.#session = await this.#parts.open();
    return this.#untilDone(FIRST_TURN);
  }

  /** Posts it, and again where it failed, until its proposal is there. */
  async #untilDone(turn: Turn): Promise<void> {
    const { tally, name } = this.#parts;
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const before = await this.#session.state();
      const { command_id } = await this.#accepted(turn.type, turn.payload);
      if (command_id === null) return;
      if (!(await this.#ended(command_id))) return;
      const state = await this.#session.state();
      if (state.last_error?.command_id !== command_id) return this.#check(turn, before, state);
      tally.count(`failed: ${state.last_error.code}`);
      if (!state.available_commands.includes(turn.type) && turn.type !== "CONFIRM_STAGE") {
        tally.violation(`${name}: ${turn.type} failed and cannot be tried again`);
        return;
      }
      // The confirmation itself stands: its generation alone is tried again.
      if (turn.type === "CONFIRM_STAGE") {
        return this.#untilDone({ type: "REGENERATE_PROPOSAL", payload: {}, word: null });
      }
    }
    tally.violation(`${name}: ${turn.type} failed ${MOST_TRIES} times`);
  }

  /** Stops it a moment later: it ends one way or the other, with at most one round. */
  async #stopped(turn: Turn, afterMs: number): Promise<void> {
    const { tally, name } = this.#parts;
    const before = await this.#session.state();
    const { command_id } = await this.#accepted(turn.type, turn.payload);
    if (command_id === null) return;
    await delay(afterMs);
    const stop = await this.#session.post("CANCEL_GENERATION", {});
    tally.count(stop.status === 200 ? "stopped" : "ended before the stop");
    if (!(await this.#ended(command_id))) return;
    const rounds = count(await this.#session.state(), before.current_stage) - count(before);
    if (rounds > 1) tally.violation(`${name}: a stopped command made ${rounds} rounds`);
  }

  async #accepted(type: CommandType, payload: object): Promise<Posted> {
    const { tally, name } = this.#parts;
    const posted = await this.#session.post(type, payload);
    tally.count("answers posted");
    if (posted.status >= 300) {
      tally.violation(`${name}: ${type} was refused: ${posted.status} ${posted.code}`);
      return { ...posted, command_id: null };
    }
    return posted;
  }

  async #ended(commandId: string): Promise<boolean> {
    const { pending, tally, name } = this.#parts;
    const startedAt = Date.now();
    const end = await pending.ended(commandId, ENDS_WITHIN_MS);
    tally.took(Date.now() - startedAt);
    switch (end) {
      case "ENDED":
        return true;
      case "LOST":
        tally.violation(`${name}: command ${commandId} was accepted, and is lost`);
        return false;
      case "LATE":
        tally.violation(`${name}: command ${commandId} did not end`);
        return false;
      default:
        return end satisfies never;
    }
  }

  /** The proposal of that turn is there, once, and says what was asked for. */
  #check(turn: Turn, before: WriterState, state: WriterState): void {
    const { tally, name } = this.#parts;
    const stage = state.current_stage;
    const isConfirmation = turn.type === "CONFIRM_STAGE";
    const rounds = count(state, stage) - count(before, stage);
    if (rounds !== 1) tally.violation(`${name}: ${turn.type} made ${rounds} rounds in ${stage}`);
    if (isConfirmation && stage === before.current_stage) {
      tally.violation(`${name}: a confirmation did not move on from ${stage}`);
    }
    if (turn.word === null) return;
    const proposal = state.stages[stage].proposals.at(-1);
    const title = proposal?.candidates[0]?.content["title"];
    if (this.#parts.isEchoed !== false && title !== hearing(turn.word)) {
      tally.violation(`${name}: asked with ${turn.word}, the proposal says ${String(title)}`);
    }
    if (proposal?.origin.feedback !== asking(turn.word)) {
      tally.violation(`${name}: ${turn.word} got a proposal to ${proposal?.origin.feedback}`);
    }
    tally.count("answers heard");
  }
}

function count(state: WriterState, stage: Stage = state.current_stage): number {
  return state.stages[stage].proposal_count;
}

/** Each with a session of its own, waiting for its answer to the first concepts. */
export function beginWriters(count: number, parts: WritersParts): Promise<ChaosWriter[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const own = { ...parts, name: `w${index}`, random: parts.random.fork() };
      const writer = new ChaosWriter(own, await parts.open());
      await writer.begin();
      return writer;
    }),
  );
}

function newest(state: WriterState) {
  const proposal = state.stages[state.current_stage].proposals.at(-1);
  return {
    proposal_id: proposal?.proposal_id,
    candidate_id: proposal?.candidates[0]?.candidate_id,
  };
}
