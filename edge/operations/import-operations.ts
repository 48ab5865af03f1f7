/** A log that somebody brings, into the database: each one call of one SQL function. */
import { z } from "zod";
import { EVENT_TYPES } from "#shared/event-types.ts";
import type { LoggedEvent } from "#shared/events/logged-event.ts";
import type { ReadLog } from "../portable-log/read-log.ts";
import type { Caller, Client, Database } from "../database/database.ts";
import type { Quotas } from "../limits/limits.ts";
import { openingRefused } from "./outcomes.ts";

const imported = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("CREATED"), state: z.looseObject({ session_id: z.string() }) }),
  /** The event of that version does not follow from those before it. */
  z.object({ outcome: z.literal("REFUSED"), version: z.int() }),
  openingRefused,
]);
const versions = z.record(z.string(), z.int());
const payloads = z.record(z.string(), z.record(z.string(), z.unknown()).nullable());

export type ImportOperations = ReturnType<typeof createImportOperations>;

export function createImportOperations(app: Database) {
  return {
    /** The version that each event type is written in now. */
    payloadVersions: async () => {
      const answer = await app.call("payload_versions", [JSON.stringify(EVENT_TYPES)]);
      return versions.parse(JSON.parse(answer ?? "null"));
    },
    /** Payloads of older versions in their present one, by the events' versions. */
    upcast: async (caller: Caller, events: readonly LoggedEvent[]) => {
      const asked = events.map(({ version, event_type, payload_version, payload }) => ({
        version,
        event_type,
        payload_version,
        payload,
      }));
      const answer = await app.callAs(caller, "upcast_log", [JSON.stringify(asked)]);
      return payloads.parse(JSON.parse(answer ?? "null"));
    },
    importLog: async (
      caller: Caller,
      { language, usage, events }: Extract<ReadLog, { outcome: "READ" }>,
      traceparent: string,
      quotas: Quotas,
      client: Client,
    ) => {
      const log = JSON.stringify({ language, usage, events });
      const args = [log, traceparent, quotas.openSessions, quotas.storedBytes];
      const answer = await app.callAs(caller, "import_log", args, client);
      return imported.parse(JSON.parse(answer ?? "null"));
    },
  };
}
