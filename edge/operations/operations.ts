/** The API's operations: each one call of one SQL function, with its outcomes as a union. */
import type { z } from "zod";
import { PRESENCE_SECONDS } from "#shared/http/presence.ts";
import type { Stage } from "#shared/stages.ts";
import type { CommandType } from "#shared/commands/command-table.ts";
import {
  accepted,
  begunSequel,
  branchedSession,
  createdSession,
  deletedSession,
  foundNovel,
  novelPage,
  parts,
  restoredSession,
  sessionPage,
} from "./outcomes.ts";
import { createCommandBatches } from "./command-batches.ts";
import { createPositionBatches } from "./position-batches.ts";
import type { AppFunction } from "#runtime/postgres/entry-functions.ts";
import type { Caller, Client, Database } from "../database/database.ts";
import type { Quotas } from "../limits/limits.ts";

export interface Page {
  readonly before: string | null;
  readonly limit: number;
}

/** Which books of the shelf. */
export interface Shelf {
  /** A part of a title, a name or a text; null: all. */
  readonly search: string | null;
  /** null: both. */
  readonly archived: boolean | null;
  /** What is deleted and not yet erased, instead of the rest. */
  readonly deleted: boolean;
}

/** What is kept of a request with an Idempotency-Key. */
export interface Idempotency {
  readonly key: string;
  readonly requestHash: string;
}

const NO_QUOTAS: Quotas = { openSessions: null, storedBytes: null };

export type Operations = ReturnType<typeof createOperations>;

export function createOperations(database: Database) {
  const sendCommand = createCommandBatches(database);

  async function ask<T>(
    schema: z.ZodType<T>,
    name: AppFunction,
    ...args: Parameters<Database["call"]>[1]
  ): Promise<T> {
    return schema.parse(JSON.parse((await database.call(name, args)) ?? "null"));
  }

  async function askFrom<T>(
    client: Client | undefined,
    caller: Caller,
    schema: z.ZodType<T>,
    name: AppFunction,
    ...args: Parameters<Database["call"]>[1]
  ): Promise<T> {
    return schema.parse(JSON.parse((await database.callAs(caller, name, args, client)) ?? "null"));
  }

  const askAs = <T>(
    caller: Caller,
    schema: z.ZodType<T>,
    name: AppFunction,
    ...args: Parameters<Database["call"]>[1]
  ): Promise<T> => askFrom(undefined, caller, schema, name, ...args);

  return {
    createSession: (
      account: Caller,
      session: { readonly title: string; readonly language: string },
      idempotency: Idempotency | null,
      traceparent: string | null = null,
      quotas: Quotas = NO_QUOTAS,
      client?: Client,
    ) =>
      askFrom(
        client,
        account,
        createdSession,
        "create_session",
        session.title,
        session.language,
        idempotency?.key ?? null,
        idempotency?.requestHash ?? null,
        traceparent,
        quotas.openSessions,
        quotas.storedBytes,
      ),
    branchSession: (
      account: Caller,
      session: string,
      branch: {
        readonly version: number;
        readonly title: string | null;
        readonly replayWith: string | null;
      },
      traceparent: string | null = null,
      quotas: Quotas = NO_QUOTAS,
    ) =>
      askAs(
        account,
        branchedSession,
        "branch_session",
        session,
        branch.version,
        branch.title,
        branch.replayWith,
        traceparent,
        quotas.openSessions,
        quotas.storedBytes,
      ),
    /** As JSON text, or null where the account has no such session. */
    listBranches: (account: Caller, session: string) =>
      database.callAs(account, "list_branches", [session]),
    /** As JSON text, or null where the account has no such session. */
    seeWindow: (
      account: Caller,
      session: string,
      window: {
        readonly windowId: string;
        readonly device: string | null;
        readonly stage: string | null;
        readonly isEditing: boolean;
        readonly isOpen: boolean;
      },
    ) =>
      database.callAs(account, "see_window", [
        session,
        window.windowId,
        account.signInId,
        window.device,
        window.stage,
        window.isEditing,
        window.isOpen,
        PRESENCE_SECONDS,
      ]),
    listSessions: (account: Caller, page: Page, shelf: Shelf) =>
      askAs(
        account,
        sessionPage,
        "list_sessions",
        page.before,
        page.limit,
        shelf.search,
        shelf.archived,
        shelf.deleted,
      ),
    acceptCommand: async (
      account: Caller,
      session: string,
      command: {
        readonly commandType: CommandType;
        readonly payload: unknown;
        readonly expectedVersion: number | null;
      },
      idempotency: Idempotency | null,
      traceparent: string | null = null,
      maxStored: number | null = null,
    ) =>
      accepted.parse(
        await sendCommand(account, {
          session,
          type: command.commandType,
          payload: command.payload,
          key: idempotency?.key ?? null,
          hash: idempotency?.requestHash ?? null,
          expectedVersion: command.expectedVersion,
          traceparent,
          maxStored,
        }),
      ),
    /** The state as JSON text, or null where the account has no such session. */
    sessionState: (account: Caller, session: string) =>
      database.callAs(account, "session_state", [session]),
    /** The page as JSON text, up to 4 MiB of it, or null where the account has no such session. */
    listProposals: (account: Caller, session: string, stage: string | null, page: Page) =>
      database.callAs(account, "list_proposals", [session, stage, page.before, page.limit]),
    /** As listProposals. */
    listEvents: (account: Caller, session: string, after: number, limit: number) =>
      database.callAs(account, "list_events", [session, after, limit]),
    /** As JSON text, or null where the account has no such session. */
    provenance: (account: Caller, session: string, stage: Stage, pointer: string, page: Page) =>
      database.callAs(account, "provenance", [session, stage, pointer, page.before, page.limit]),
    /** As JSON text; null where the account has no such session, or that no such version. */
    pastState: (account: Caller, session: string, version: number) =>
      database.callAs(account, "past_state", [session, version]),
    streamPositions: createPositionBatches(database),
    deleteSession: (account: Caller, session: string, traceparent: string, client: Client) =>
      askFrom(client, account, deletedSession, "delete_session", session, traceparent),
    /** @param graceDays so long after its deletion it can be had back */
    restoreSession: (
      account: Caller,
      session: string,
      graceDays: number,
      traceparent: string,
      client: Client,
    ) =>
      askFrom(client, account, restoredSession, "restore_session", session, graceDays, traceparent),
    listNovels: (account: Caller, page: Page) =>
      askAs(account, novelPage, "list_novels", page.before, page.limit),
    /** @param edition null: the newest */
    beginSequel: (
      account: Caller,
      sequel: {
        readonly novel_id: string;
        readonly title: string;
        readonly language: string | null;
      },
      idempotency: Idempotency | null,
      traceparent: string | null,
      quotas: Quotas = NO_QUOTAS,
      client?: Client,
    ) =>
      askFrom(
        client,
        account,
        begunSequel,
        "begin_sequel",
        sequel.novel_id,
        sequel.title,
        sequel.language,
        idempotency?.key ?? null,
        idempotency?.requestHash ?? null,
        traceparent,
        quotas.openSessions,
        quotas.storedBytes,
      ),
    getNovel: (account: Caller, novel: string, edition: number | null) =>
      askAs(account, foundNovel, "get_novel", novel, edition),
    parts: () => ask(parts, "parts"),
    wake: (about: string) => database.call("wake", ["events", about]),
  };
}
