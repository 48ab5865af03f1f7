/** What writers were answered and what readers in each region were told, to be held against the log. */
import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";
import { sessionState } from "#shared/session/state.ts";
import { ReconnectingReader } from "../../integration/edge/reconnecting-reader.ts";
import type { Random } from "../random.ts";
import { EdgeSession, type WriterSession } from "../resume/edge-session.ts";
import type { Tally } from "../resume/tally.ts";
import type { Answered } from "./crowd/messages.ts";
import type { Region } from "./region.ts";
import { unread } from "./unread.ts";

interface Reading {
  readonly session: string;
  readonly region: string;
  readonly reader: ReconnectingReader;
}

interface LoggedEvent {
  readonly session: string;
  readonly version: number;
}

const READERS_CATCH_UP_WITHIN_MS = 60_000;

export class Ledger {
  readonly #answered: Answered[] = [];
  readonly #readings: Reading[] = [];
  readonly #regions: readonly Region[];
  readonly #tally: Tally;
  readonly #random: Random;

  constructor(regions: readonly Region[], tally: Tally, random: Random) {
    this.#regions = regions;
    this.#tally = tally;
    this.#random = random;
  }

  /** A session of a writer in that region, with a reader in every region. */
  async open(region: Region): Promise<WriterSession> {
    // What it has been answered, and the version of the state that was read last.
    let least = 0;
    let read = 0;
    const session = await EdgeSession.open(region.url, (body) => {
      const state = sessionState.parse(body);
      read = state.version;
      return state;
    });
    this.#read(session);
    return {
      state: async () => {
        const seen = least;
        const state = await session.state();
        this.#tally.count(`states read, ${region.name}`);
        if (read < seen) {
          const what = `its state went back from ${seen} to ${read}`;
          this.#tally.violation(`${session.id} in ${region.name}: ${what}`);
        }
        least = Math.max(least, read);
        return state;
      },
      post: async (type, payload) => {
        const posted = await session.post(type, payload);
        if (posted.version !== null && posted.status < 300) {
          least = Math.max(least, posted.version);
          const { version, command_id: commandId } = posted;
          this.#answered.push({ session: session.id, version, commandId });
        }
        return posted;
      },
    };
  }

  #read({ id, cookie }: EdgeSession): void {
    for (const { name, url } of this.#regions) {
      const stream = `${url}/api/v1/genesis/sessions/${id}/events/stream`;
      const pauseMs = () => this.#random.between(0, 500);
      const reader = new ReconnectingReader({ url: () => stream, cookie, after: 0, pauseMs });
      this.#readings.push({ session: id, region: name, reader });
    }
  }

  /** What others were answered. */
  add(answered: readonly Answered[]): void {
    this.#answered.push(...answered);
  }

  /** What was answered and is not in the log, and what a reader was not told once, in order. */
  async violations(sql: Sql): Promise<string[]> {
    const rows = await sql<LoggedEvent[]>`
      select session_id as session, version from domain_events
      order by session_id, version`;
    const logs = Map.groupBy(rows, ({ session }) => session);
    const accepted = await sql<{ id: string }[]>`select command_id as id from command_inbox`;
    const ids = new Set(accepted.map(({ id }) => id));
    const lost = this.#answered.filter(
      ({ session, version, commandId }) =>
        logs.get(session)?.[version - 1]?.version !== version ||
        (commandId !== null && !ids.has(commandId)),
    );
    return [
      ...lost.map(({ session, version }) => `${session}: ${version} was answered, and is lost`),
      ...(await this.#readersBehind(logs)),
    ];
  }

  async #readersBehind(logs: ReadonlyMap<string, readonly LoggedEvent[]>): Promise<string[]> {
    const until = Date.now() + READERS_CATCH_UP_WITHIN_MS;
    for (;;) {
      const wrong = this.#readings.flatMap(({ session, region, reader }) => {
        const found = unread(reader, logs.get(session)?.length ?? 0);
        return found.map((fault) => `${session} in ${region}: ${fault}`);
      });
      if (wrong.length === 0 || Date.now() > until) return wrong;
      await delay(500);
    }
  }

  figures(): Record<string, number> {
    const of = (count: (reader: ReconnectingReader) => number) =>
      this.#readings.reduce((sum, { reader }) => sum + count(reader), 0);
    return {
      "answers held against the log": this.#answered.length,
      "readers over all regions": this.#readings.length,
      "events that readers were told": of(({ events }) => events.length),
      "connections of readers": of(({ connections }) => connections),
    };
  }

  close(): void {
    for (const { reader } of this.#readings) reader.close();
  }
}
