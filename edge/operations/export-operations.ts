/** All that is stored of an account, and a log that is taken away, page by page: each one call of one SQL function. */
import { z } from "zod";
import { decodeCursor } from "../http/page-cursor.ts";
import type { Caller, Client, Database } from "../database/database.ts";

const record = z.record(z.string(), z.unknown());
const records = z.object({ items: z.array(record), next: z.string().nullable() });
const session = z.object({
  session_id: z.string(),
  title: z.string(),
  novel_id: z.string().nullable(),
});
const log = z.object({ lines: z.string(), next: z.string().nullable() }).nullable();

const logHeader = z.object({ line: z.string(), version: z.int(), title: z.string() }).nullable();
const logLines = z.object({ lines: z.string(), next: z.int().nullable() }).nullable();

export type AccountRecord = z.infer<typeof record>;
export type ExportedSession = z.infer<typeof session>;

/** A page of a log as lines of JSON. */
export interface LogPage {
  readonly lines: string;
  /** Where the next begins; null at the end. */
  readonly next: string | null;
}

export type LogKind = "events" | "proposals";

/** Items of a page, or bytes of the contract's largest answer, whichever comes first. */
const EXPORT_PAGE = 200;

export type ExportOperations = ReturnType<typeof createExportOperations>;

export function createExportOperations(app: Database) {
  async function page(caller: Caller, kind: string, after: string | null) {
    const answer = await app.callAs(caller, "export_records", [kind, after, EXPORT_PAGE]);
    return records.parse(JSON.parse(answer ?? "null"));
  }

  return {
    /** The account itself; that it is taken along goes on record. */
    begin: async (caller: Caller, client: Client): Promise<AccountRecord> => {
      const answer = await app.callAs(caller, "export_account", [], client);
      return record.parse(JSON.parse(answer ?? "null"));
    },
    records: page,
    sessions: async (caller: Caller, after: string | null) => {
      const { items, next } = await page(caller, "sessions", after);
      return { items: z.array(session).parse(items), next };
    },
    /** @returns null where the account has no such session any more */
    log: async (
      caller: Caller,
      session_id: string,
      kind: LogKind,
      after: string | null,
    ): Promise<LogPage | null> => {
      const from = kind === "proposals" && after !== null ? decodeCursor(after) : after;
      const args = [session_id, kind, from, EXPORT_PAGE];
      return log.parse(JSON.parse((await app.callAs(caller, "export_log", args)) ?? "null"));
    },
    /**
     * The first line of a log that is taken away, and the version that it goes up to.
     * @param about what it says beside the session, as JSON text
     * @returns null where the account has no such session
     */
    logHeader: async (caller: Caller, session_id: string, about: string) => {
      const answer = await app.callAs(caller, "log_header", [session_id, about]);
      return logHeader.parse(JSON.parse(answer ?? "null"));
    },
    /** Its lines after a version, up to another; null as logHeader. */
    logPage: async (caller: Caller, session_id: string, after: number, until: number) => {
      const args = [session_id, after, until, EXPORT_PAGE];
      return logLines.parse(JSON.parse((await app.callAs(caller, "log_page", args)) ?? "null"));
    },
  };
}
