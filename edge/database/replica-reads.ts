/**
 * Reads near the reader: what only reads is asked of a replica where that has come far enough for whoever
 * asks, and of the primary otherwise. A reader never goes back in time, and sees its own writes:
 *
 * - a request carries how far its reader has seen, in a cookie; one without reads from the primary;
 * - what was written at this edge, or that a wake told of, is read from the primary until that has said
 *   how far it came, and from the replica once it came as far;
 * - the replica waits for that, a moment, inside the one statement that reads (read_at.sql).
 */
import type { AppFunction } from "#runtime/postgres/entry-functions.ts";
import { isUnavailable } from "#runtime/postgres/failure.ts";
import { type StatementsOptions, createStatements } from "#runtime/postgres/statements.ts";
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { repeated } from "#runtime/work/repeated.ts";
import {
  type Argument,
  type Caller,
  credentialArguments,
  type Database,
  hasCredential,
  type PositionedDatabase,
  SignInEnded,
} from "./database.ts";
import { further, isLogPosition, type LogPosition } from "./log-position.ts";
import { createReadNeeds, type ReadNeeds } from "./read-needs.ts";

/** What a replica is asked, with which of its arguments is the session; read_at.sql knows the same. */
export const REPLICA_FUNCTIONS: Readonly<Record<string, "session" | "account">> = {
  session_state: "session",
  list_events: "session",
  list_proposals: "session",
  provenance: "session",
  log_header: "session",
  log_page: "session",
  export_log: "session",
  list_novels: "account",
  get_novel: "account",
};

export interface ReplicaReadsOptions
  extends Omit<StatementsOptions, "lockTimeoutMs" | "parseJson"> {
  /** The primary: for what the replica cannot do. */
  readonly primary: PositionedDatabase;
  /** For the replica to come as far as is needed. */
  readonly waitMs: number;
  /** The primary's place is asked so often, and the replica must have come to that of the last time. */
  readonly lookEveryMs: number;
  readonly onRead: (from: "replica" | "primary") => void;
  readonly onFailed: (error: unknown) => void;
}

export const REPLICA_DEFAULTS = { waitMs: 100, lookEveryMs: 2_000 } as const;

export interface ReplicaReads extends Lifetime {
  /** What the primary is for its callers, and reads from the replica where it may. */
  readonly database: Database;
  readonly needs: ReadNeeds;
  /** Whether the replica answers and keeps up. */
  isUsable(): boolean;
}

interface Asked {
  readonly isReplayed: boolean;
  readonly isSignedIn: boolean;
  readonly answer: string | null;
  readonly position: LogPosition | null;
}

const START: LogPosition = "0/0";

export function createReplicaReads(options: ReplicaReadsOptions): ReplicaReads {
  const { primary, waitMs, onRead, onFailed } = options;
  const statements = createStatements({
    ...options,
    lockTimeoutMs: options.deadlineMs,
    parseJson: (text) => text,
  });
  const needs = createReadNeeds();
  let isUsable = false;
  /** Of the last look and the one before: the replica may be so far behind, and no further. */
  let floor: LogPosition = START;
  let newest: LogPosition = START;

  async function ask(
    need: LogPosition,
    caller: Caller | null,
    name: string,
    args: readonly Argument[],
  ): Promise<Asked> {
    const row = await statements.run(
      "select * from genesis.read_at($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      [
        ...[need, waitMs, caller?.accountId ?? null, caller !== null && hasCredential(caller)],
        ...(caller === null ? [null, null, null] : credentialArguments(caller)),
        ...[name, JSON.stringify(args)],
      ],
      caller?.accountId ?? null,
    );
    const answer = row?.["answer"];
    const position = row?.["log_position"];
    return {
      isReplayed: row?.["is_replayed"] === true,
      isSignedIn: row?.["is_signed_in"] === true,
      answer: typeof answer === "string" ? answer : null,
      position: typeof position === "string" ? position : null,
    };
  }

  /** null: it did not answer what it was asked, which the primary will. */
  async function fromReplica(
    need: LogPosition,
    caller: Caller,
    name: string,
    args: readonly Argument[],
  ): Promise<Asked | null> {
    try {
      const asked = await ask(need, caller, name, args);
      return asked.isReplayed ? asked : null;
    } catch (error) {
      // Of what is said of the question itself the primary says the same, or better.
      if (isUnavailable(error) && !isOfStandby(error)) {
        isUsable = false;
        onFailed(error);
      }
      return null;
    }
  }

  /** The answer, and how far the primary had come at least. */
  async function fromPrimary(
    caller: Caller,
    name: AppFunction,
    args: readonly Argument[],
    keys: readonly string[],
  ): Promise<string | null> {
    const mark = needs.now();
    const { answer, position } = await primary.readAs(caller, name, args);
    onRead("primary");
    if (position !== null) {
      needs.found(keys, mark, position);
      caller.position = further(caller.position ?? START, position);
    }
    return answer;
  }

  const database: Database = {
    ...primary,
    async callAs(caller, name, args, client) {
      const kind = REPLICA_FUNCTIONS[name];
      if (kind === undefined || client !== undefined || caller.position === undefined) {
        return primary.callAs(caller, name, args, client);
      }
      const session = kind === "session" ? args[0] : undefined;
      const keys = [caller.accountId, ...(typeof session === "string" ? [session] : [])];
      const seen = caller.position;
      const need =
        isUsable && seen !== null && isLogPosition(seen)
          ? needs.of(keys, further(seen, floor))
          : null;
      const asked = need === null ? null : await fromReplica(need, caller, name, args);
      if (asked === null) return fromPrimary(caller, name, args, keys);
      onRead("replica");
      if (hasCredential(caller)) caller.isAsked = true;
      if (asked.position !== null) caller.position = further(seen ?? START, asked.position);
      if (!asked.isSignedIn) throw new SignInEnded("the sign-in has ended");
      return asked.answer;
    },
  };

  const looks = repeated({ everyMs: options.lookEveryMs, onFailed }, async () => {
    // The primary that is away says nothing new: who is near the replica goes on reading.
    const mark = needs.now();
    const place = await primary.call("log_position", []).catch(() => null);
    if (place !== null && isLogPosition(place)) {
      [floor, newest] = [newest, place];
      needs.found([], mark, place);
    }
    try {
      isUsable = (await ask(floor, null, "", [])).isReplayed;
    } catch (error) {
      isUsable = false;
      throw error;
    }
  });

  return {
    database,
    needs,
    isUsable: () => isUsable,
    start: () => looks.start(),
    async stop() {
      await looks.stop();
      await statements.stop();
    },
  };
}

/** It cannot answer this, and is well: a write, an unlogged table, a conflict with what it replays. */
function isOfStandby(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "25006" || code === "0A000" || code === "40001";
}
