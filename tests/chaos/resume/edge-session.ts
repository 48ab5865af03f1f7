/** A session over HTTP by a client that does not give up: an edge that is away is asked again. */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { CommandType } from "#shared/commands/command-table.ts";
import { sessionState } from "#shared/session/state.ts";
import type { WriterState } from "./writer-state.ts";

const API = "/api/v1/genesis";
const created = z.looseObject({ session_id: z.uuid() });
const answered = z.looseObject({
  command_id: z.uuid().optional(),
  correlation_id: z.uuid().nullish(),
  version: z.int().optional(),
  code: z.string().optional(),
});

export interface Posted {
  readonly status: number;
  readonly command_id: string | null;
  /** Of its last event. */
  readonly version: number | null;
  /** Of a refusal. */
  readonly code: string | null;
}

/** The edge answered what it never may. */
export class EdgeFault extends Error {}

const REQUEST_TIMEOUT_MS = 10_000;
const GIVE_UP_AFTER_MS = 5 * 60_000;

/** What a writer does with a session. */
export type WriterSession = Pick<EdgeSession, "state" | "post">;

export class EdgeSession {
  readonly id: string;
  readonly #url: string;
  /** By name, as a browser keeps them. */
  readonly #cookies = new Map<string, string>();
  readonly #read: (body: unknown) => WriterState;

  private constructor(id: string, url: string, read: (body: unknown) => WriterState) {
    this.id = id;
    this.#url = url;
    this.#read = read;
  }

  /** @param read of a state's body; a whole state of this release where absent */
  static async open(
    origin: string,
    read: (body: unknown) => WriterState = (body) => sessionState.parse(body),
  ): Promise<EdgeSession> {
    const response = await patiently(`${origin}${API}/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ language: "en" }),
    });
    const { session_id } = created.parse(await response.json());
    const session = new EdgeSession(session_id, `${origin}${API}/sessions/${session_id}`, read);
    session.#keep(response);
    return session;
  }

  /** What a request of its browser carries. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  async state(): Promise<WriterState> {
    const response = await patiently(`${this.#url}/state`, { headers: { cookie: this.cookie } });
    this.#keep(response);
    if (response.status !== 200) throw new EdgeFault(`state: ${response.status}`);
    return this.#read(await response.json());
  }

  /** Once, however often it has to be sent. */
  async post(command_type: CommandType, payload: object): Promise<Posted> {
    const response = await patiently(`${this.#url}/commands`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        cookie: this.cookie,
        "idempotency-key": randomUUID(),
      },
      body: JSON.stringify({ command_type, payload }),
    });
    this.#keep(response);
    const { command_id, version, code } = answered.parse(await response.json());
    return {
      status: response.status,
      command_id: command_id ?? null,
      version: version ?? null,
      code: code ?? null,
    };
  }
}

async function patiently(url: string, init: RequestInit): Promise<Response> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    const response = await fetch(url, {
      ...init,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    }).catch(() => null);
    if (response !== null && response.status !== 503) {
      if (response.status >= 500) throw new EdgeFault(`${url} answered ${response.status}`);
      return response;
    }
    if (Date.now() > giveUpAt) throw new EdgeFault(`${url} did not answer for 5 minutes`);
    await delay(200);
  }
}
