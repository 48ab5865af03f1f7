/** Writers who press on while the database has its troubles, and what came of each press. */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";
import { ApiClient, fields } from "./client.ts";
import { conceptContent } from "./contents.ts";

export interface FaultReport {
  /** Commands and sessions that got their 2xx in the end. */
  readonly presses: number;
  readonly requests: number;
  /** Answers with 503. */
  readonly unavailable: number;
  /** Retries that got the first answer again: the first try had taken effect unheard. */
  readonly replayed: number;
  /** What no writer should get: other statuses, 503 without Retry-After, no answer at all. */
  readonly violations: readonly string[];
}

/** What a writer does; the loads of several go on until `stop`. */
export class WritersUnderFault {
  readonly #url: string;
  readonly #writers: Promise<void>[] = [];
  readonly #keys = new Map<string, string[]>();
  readonly #violations: string[] = [];
  #isStopping = false;
  #requests = 0;
  #unavailable = 0;
  #replayed = 0;
  #presses = 0;

  constructor(url: string) {
    this.#url = url;
  }

  /** Resolves once each has a session. */
  async start(count: number): Promise<void> {
    const clients = Array.from({ length: count }, () => new ApiClient(this.#url));
    for (const client of clients) await client.createSession();
    this.#writers.push(...clients.map((client) => this.#write(client)));
  }

  get presses(): number {
    return this.#presses;
  }

  get unavailable(): number {
    return this.#unavailable;
  }

  /** Lets each writer bring the present press to its end. */
  async stop(): Promise<FaultReport> {
    this.#isStopping = true;
    await Promise.all(this.#writers);
    return {
      presses: this.#presses,
      requests: this.#requests,
      unavailable: this.#unavailable,
      replayed: this.#replayed,
      violations: this.#violations,
    };
  }

  /** What is in the tables of each press: whatever took effect never or twice, in words. */
  async misdeeds(owner: Sql): Promise<readonly string[]> {
    const misdeeds: string[] = [];
    for (const [session, keys] of this.#keys) {
      const rows = await owner<{ key: string; events: number }[]>`
        select i.idempotency_key as key, count(e.event_id)::int as events
        from command_inbox i left join domain_events e using (command_id)
        where i.session_id = ${session} group by 1`;
      const found = new Map(rows.map(({ key, events }) => [key, events]));
      for (const [index, key] of keys.entries()) {
        const events = found.get(key) ?? 0;
        if (events !== 1) misdeeds.push(`press ${index + 1} of ${session}: ${events} events`);
      }
      const [log] = await owner<{ events: number; version: number }[]>`
        select count(*)::int as events, max(version) as version
        from domain_events where session_id = ${session}`;
      const expected = { events: keys.length + 1, version: keys.length + 1 };
      if (log?.events !== expected.events || log.version !== expected.version) {
        misdeeds.push(`${session}: ${JSON.stringify(log)} for ${keys.length} presses`);
      }
    }
    return misdeeds;
  }

  async #write(client: ApiClient): Promise<void> {
    let presses = 0;
    let session = "";
    while (!this.#isStopping) {
      if (presses % 20 === 0) session = await this.#open(client);
      presses += 1;
      const key = randomUUID();
      const body = {
        command_type: "SAVE_CANDIDATE",
        payload: { stage: "CONCEPT_SELECTION", content: conceptContent(key) },
      };
      this.#keys.get(session)?.push(key);
      await this.#insist(client, `/sessions/${session}/commands`, body, key);
      await this.#ask(() => client.get(`/sessions/${session}/state`));
    }
  }

  async #open(client: ApiClient): Promise<string> {
    const answer = await this.#insist(client, "/sessions", { language: "en" }, randomUUID());
    const session = String(answer.session_id);
    this.#keys.set(session, []);
    return session;
  }

  /** The same press with the same key until it is answered for good. */
  async #insist(client: ApiClient, path: string, body: object, key: string) {
    for (;;) {
      const answer = await this.#ask(() => client.post(path, body, { "idempotency-key": key }));
      if (answer === null) {
        await delay(50);
        continue;
      }
      if (answer.headers.get("idempotency-replayed") === "true") this.#replayed += 1;
      this.#presses += 1;
      return fields(answer);
    }
  }

  /** Null for 503 and for what is a violation. */
  async #ask(send: () => ReturnType<ApiClient["get"]>) {
    this.#requests += 1;
    try {
      const answer = await send();
      if (answer.status >= 200 && answer.status < 300) return answer;
      const retryAfter = Number(answer.headers.get("retry-after"));
      if (answer.status === 503 && retryAfter > 0 && fields(answer).code === "UNAVAILABLE") {
        this.#unavailable += 1;
      } else {
        this.#violations.push(`${answer.status} ${answer.text.slice(0, 300)}`);
      }
    } catch (error) {
      this.#violations.push(`no answer: ${String(error)}`);
    }
    return null;
  }
}
