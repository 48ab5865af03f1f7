/**
 * Where the sessions of a stream stand, asked for together by the streams that open together. When an edge
 * ends, its readers come to the others at once: one by one they would stand in line for as many round
 * trips, before every press.
 */
import { z } from "zod";
import {
  type Caller,
  type Database,
  SignInEnded,
  credentialOf,
  hasCredential,
} from "../database/database.ts";
import { type Waiting, createBatches } from "./batches.ts";
import { position, positions } from "./outcomes.ts";

/** Session → version, without those that are not the account's. */
export type StreamPositions = (
  caller: Caller,
  sessions: readonly string[],
) => Promise<Readonly<Record<string, number>>>;

interface WaitingStream extends Waiting {
  readonly caller: Caller;
  readonly sessions: readonly string[];
  readonly resolve: (versions: Readonly<Record<string, number>>) => void;
}

/**
 * The database takes 0.05 ms a stream that has a sign-in (100 in one statement: 5.1 ms, one connection on an
 * idle machine, 28 November 2026): 100 hold a connection for 5 ms.
 */
const LIMITS = { atATime: 2, few: 50, many: 100 } as const;

const answers = z.array(
  z.discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("FOUND"), versions: positions }),
    z.object({ outcome: z.literal("SIGNED_OUT") }),
  ]),
);

/** @throws SignInEnded; DeadlineExceeded, and what isUnavailable() and its like tell apart */
export function createPositionBatches(database: Database): StreamPositions {
  const add = createBatches<WaitingStream>(LIMITS, database.deadlineMs, send);

  async function send(batch: readonly WaitingStream[]): Promise<void> {
    const [first] = batch;
    try {
      if (first !== undefined && batch.length === 1) first.resolve(await askAlone(first));
      else await askTogether(batch);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  async function askAlone({ caller, sessions }: WaitingStream) {
    const [only] = sessions;
    if (only !== undefined && sessions.length === 1) return askOne(caller, only);
    const list = `{${sessions.join(",")}}`;
    const answer = await database.callAs(caller, "stream_positions", [list]);
    return positions.parse(JSON.parse(answer ?? "null"));
  }

  async function askOne(caller: Caller, session: string) {
    const answer = await database.callAs(caller, "stream_position", [session]);
    const found = position.parse(JSON.parse(answer ?? "null"));
    return found.outcome === "FOUND" ? { [session]: found.version } : {};
  }

  async function askTogether(batch: readonly WaitingStream[]): Promise<void> {
    const rows = JSON.stringify(
      batch.map(({ caller, sessions }) => ({
        account: caller.accountId,
        ...credentialOf(caller),
        sessions,
      })),
    );
    const answer = await database.call("stream_positions_of", [rows]);
    const found = answers.parse(JSON.parse(answer ?? "null"));
    for (const [index, { caller, resolve, reject }] of batch.entries()) {
      const one = found[index];
      if (one?.outcome !== "FOUND") {
        reject(new SignInEnded("the sign-in has ended"));
        continue;
      }
      caller.isAsked ||= hasCredential(caller);
      resolve(one.versions);
    }
  }

  return (caller, sessions) =>
    new Promise((resolve, reject) => {
      add({ caller, sessions, since: performance.now(), resolve, reject });
    });
}
