/**
 * Commands on their way to the database. One that comes alone goes at once. While as many statements
 * are under way as the edge sends at a time, those that come wait, and go together in the next one:
 * one transaction, one commit, one round trip for all of them, as PostgreSQL itself groups commits.
 *
 * No such statement waits for a session: one session's wait is not the others'. A command whose
 * session is locked is asked for alone, and so is each command of a transaction that PostgreSQL says
 * it rolled back: one command's fault is not the others' either. Heavy ones never go with others
 * (heavy-commands.ts).
 */
import postgres from "postgres";
import { z } from "zod";
import {
  type Argument,
  type Caller,
  type Database,
  SignInEnded,
  credentialOf,
  hasCredential,
} from "../database/database.ts";
import { type Waiting, createBatches, isInTime } from "./batches.ts";
import { createHeavyLane, isHeavy } from "./heavy-commands.ts";

export interface SentCommand {
  readonly session: string;
  readonly type: string;
  readonly payload: unknown;
  readonly key: string | null;
  readonly hash: string | null;
  readonly expectedVersion: number | null;
  readonly traceparent: string | null;
  /** Bytes that the account may store; null: as many as it likes. */
  readonly maxStored: number | null;
}

/** Statements under way at a time, measured at 2 to 6 on 2 cores, and commands in one: docs/adr/0013. */
const LIMITS = { atATime: 3, few: 8, many: 32 } as const;

interface WaitingCommand extends Waiting {
  readonly caller: Caller;
  readonly command: SentCommand;
  /** The command's payload as JSON text: written once, and its size known. */
  readonly payload: string;
  readonly resolve: (answer: unknown) => void;
}

const answerOf = z.looseObject({ outcome: z.string() });
const answersOf = z.array(answerOf);
type Answer = z.infer<typeof answerOf>;

/** Sends a command: the answer of accept_command. */
export type SendCommand = (caller: Caller, command: SentCommand) => Promise<unknown>;

export function createCommandBatches(database: Database): SendCommand {
  const heavy = createHeavyLane(sendAlone);
  const add = createBatches<WaitingCommand>(LIMITS, database.deadlineMs, sendTogether);

  /** Waits for the session, outside of the statements that are counted. */
  async function sendAlone(waiting: WaitingCommand): Promise<void> {
    const { caller, reject } = waiting;
    if (!isInTime(waiting, database.deadlineMs)) return;
    try {
      const answer = await database.callAs(caller, "accept_command", argumentsOf(waiting, true));
      settleAlone(waiting, JSON.parse(answer ?? "null"));
    } catch (error) {
      reject(error);
    }
  }

  /** Its account may have been taken into another while it waited. */
  function settleAlone({ resolve, reject }: WaitingCommand, answer: unknown): void {
    if (answerOf.parse(answer).outcome === "SIGNED_OUT") reject(signedOut());
    else resolve(answer);
  }

  async function sendTogether(batch: readonly WaitingCommand[]): Promise<void> {
    let answers: readonly Answer[];
    try {
      answers = await answersTo(batch);
    } catch (error) {
      for (const waiting of batch) {
        if (isRolledBack(error)) void sendAlone(waiting);
        else waiting.reject(error);
      }
      return;
    }
    for (const [index, waiting] of batch.entries()) settle(waiting, answers[index]);
  }

  async function answersTo(batch: readonly WaitingCommand[]): Promise<readonly Answer[]> {
    const [first] = batch;
    // Nothing is put together for one, to be taken apart again: a tenth of what it costs the database.
    if (first !== undefined && batch.length === 1 && !hasCredential(first.caller)) {
      const { accountId } = first.caller;
      const all = [accountId, ...argumentsOf(first, false)];
      return [answerOf.parse(JSON.parse((await database.call("accept_command", all)) ?? "null"))];
    }
    const rows = `[${batch.map(toRow).join(",")}]`;
    return answersOf.parse(JSON.parse((await database.call("accept_commands", [rows])) ?? "null"));
  }

  function settle(waiting: WaitingCommand, answer: Answer | undefined): void {
    if (answer?.outcome === "SESSION_LOCKED") {
      void sendAlone(waiting);
    } else if (answer?.outcome === "SIGNED_OUT") {
      waiting.reject(signedOut());
    } else {
      waiting.caller.isAsked ||= hasCredential(waiting.caller);
      waiting.resolve(answer);
    }
  }

  return (caller, command) =>
    new Promise((resolve, reject) => {
      const payload = JSON.stringify(command.payload);
      const waiting = { caller, command, payload, since: performance.now(), resolve, reject };
      if (isHeavy(command.type, payload)) {
        heavy.add(caller.accountId, waiting);
        return;
      }
      add(waiting);
    });
}

function signedOut(): SignInEnded {
  return new SignInEnded("the sign-in has ended");
}

/** PostgreSQL says that nothing of it was done; where it ended the connection, that is open. */
function isRolledBack(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.severity === "ERROR";
}

/** accept_command's, behind the account. */
function argumentsOf(
  { command, payload }: WaitingCommand,
  isWaiting: boolean,
): readonly Argument[] {
  return [
    command.session,
    command.type,
    payload,
    command.key,
    command.hash,
    command.expectedVersion,
    command.traceparent,
    command.maxStored,
    isWaiting,
  ];
}

function toRow({ caller, command, payload }: WaitingCommand): string {
  const row = JSON.stringify({
    account: caller.accountId,
    ...credentialOf(caller),
    session: command.session,
    type: command.type,
    key: command.key,
    hash: command.hash,
    expected_version: command.expectedVersion,
    traceparent: command.traceparent,
    max_stored: command.maxStored,
  });
  return `${row.slice(0, -1)},"payload":${payload}}`;
}
