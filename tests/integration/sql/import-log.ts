/** A log brought into a database with the functions that the edge brings it with, and sessions compared. */
import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { expect } from "vitest";
import { EVENT_TYPES } from "#shared/event-types.ts";
import { canonicalJson } from "../../../edge/http/canonical-json.ts";
import { type ReadLog, type ReadLogOptions, readLog } from "../../../edge/portable-log/read-log.ts";

type Payloads = Awaited<ReturnType<ReadLogOptions["upcast"]>>;

export interface Imported {
  readonly account: string;
  readonly session: string;
  readonly state: Readonly<Record<string, unknown>>;
}

/** @param isContent absent: any content is one of its stage, for histories whose texts are no contents */
function readAsEdge(
  app: Sql,
  bytes: Uint8Array,
  isContent: ReadLogOptions["isContent"] = () => true,
): Promise<ReadLog> {
  return readLog(bytes, {
    isContent,
    async presentVersions() {
      const [row] = await app<{ versions: Readonly<Record<string, number>> }[]>`
        select genesis.payload_versions(${JSON.stringify(EVENT_TYPES)}::text::jsonb) as versions`;
      return row?.versions ?? {};
    },
    async upcast(events) {
      const [row] = await app<{ payloads: Payloads }[]>`
        select genesis.upcast_log(${randomUUID()}, ${JSON.stringify(events)}::text::jsonb) as payloads`;
      return row?.payloads ?? {};
    },
  });
}

/** @param account absent: one of its own */
export async function importLog(app: Sql, bytes: Uint8Array, account: string): Promise<Imported> {
  const log = await readAsEdge(app, bytes);
  if (log.outcome === "REFUSED") throw new Error(JSON.stringify(log.issues));
  const [row] = await app<
    { imported: { outcome: string; version?: number; state?: { session_id: string } } }[]
  >`select genesis.import_log(${account}, ${JSON.stringify(log)}::text::jsonb) as imported`;
  const state = row?.imported.state;
  if (state === undefined) throw new Error(JSON.stringify(row?.imported));
  return { account, session: state.session_id, state: { ...state } };
}

const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** The same with every id replaced by the place at which it stands first. */
function withoutIds(value: unknown): unknown {
  const places = new Map<string, string>();
  const text = canonicalJson(value).replaceAll(UUID, (id) => {
    const place = places.get(id) ?? `id ${places.size}`;
    places.set(id, place);
    return place;
  });
  return JSON.parse(text);
}

/** Fails where the two states differ in anything but their ids. */
export function expectEqualStates(one: unknown, other: unknown): void {
  expect(withoutIds(one)).toEqual(withoutIds(other));
}
