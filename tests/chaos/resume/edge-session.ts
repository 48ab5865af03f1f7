/** A session over HTTP by a client that does not give up: an edge that is away is asked again. */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { spreadBackOffMs } from "#runtime/work/back-off.ts";
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
class EdgeFault extends Error {}

/** Resolves where the work does, and where it ends by what an edge never may answer, which is told. */
export async function tellingFaults(
  work: Promise<unknown>,
  tell: (fault: string) => void,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof EdgeFault)) throw error;
    tell(error.message);
  }
}

/** By name, as a browser keeps them. */
type Cookies = Map<string, string>;

/** Where it asks; a function says so anew for each request. */
type Origin = string | (() => string);

type Read = (body: unknown) => WriterState;

/** Seldomer after each, as a browser's page does: a storm of askers would hold up what they wait for. */
const AGAIN = { firstMs: 200, mostMs: 2_000 } as const;
const REQUEST_TIMEOUT_MS = 10_000;
const GIVE_UP_AFTER_MS = 5 * 60_000;

/** What a writer does with a session. */
export type WriterSession = Pick<EdgeSession, "state" | "post">;

export class EdgeSession {
  readonly id: string;
  readonly #origin: Origin;
  readonly #cookies: Cookies;
  readonly #read: Read;

  private constructor(id: string, origin: Origin, cookies: Cookies, read: Read) {
    this.id = id;
    this.#origin = origin;
    this.#cookies = cookies;
    this.#read = read;
  }

  /** @param read of a state's body; a whole state of this release where absent */
  static open(
    origin: Origin,
    read: Read = (body) => sessionState.parse(body),
  ): Promise<EdgeSession> {
    return EdgeSession.#begin(origin, new Map(), read);
  }

  /** One more of the same browser, and so of the same account. */
  another(): Promise<EdgeSession> {
    return EdgeSession.#begin(this.#origin, this.#cookies, this.#read);
  }

  static async #begin(origin: Origin, cookies: Cookies, read: Read): Promise<EdgeSession> {
    const cookie = cookieOf(cookies);
    const { response, body } = await patiently(origin, "/sessions", {
      method: "POST",
      headers: { "content-type": "application/json", ...(cookie === "" ? {} : { cookie }) },
      body: JSON.stringify({ language: "en" }),
    });
    const { session_id } = created.parse(body);
    const session = new EdgeSession(session_id, origin, cookies, read);
    session.#keep(response);
    return session;
  }

  get #path(): string {
    return `/sessions/${this.id}`;
  }

  /** What a request of its browser carries. */
  get cookie(): string {
    return cookieOf(this.#cookies);
  }

  /** Its writer deletes it. */
  async remove(): Promise<void> {
    const { response } = await patiently(this.#origin, this.#path, {
      method: "DELETE",
      headers: { cookie: this.cookie },
    });
    if (!response.ok) throw new EdgeFault(`deleting: ${response.status}`);
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  async state(): Promise<WriterState> {
    const { response, body } = await patiently(this.#origin, `${this.#path}/state`, {
      headers: { cookie: this.cookie },
    });
    this.#keep(response);
    if (response.status !== 200) throw new EdgeFault(`state: ${response.status}`);
    return this.#read(body);
  }

  /** Once, however often it has to be sent. */
  async post(command_type: CommandType, payload: object): Promise<Posted> {
    const { response, body } = await patiently(this.#origin, `${this.#path}/commands`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        cookie: this.cookie,
        "idempotency-key": randomUUID(),
      },
      body: JSON.stringify({ command_type, payload }),
    });
    this.#keep(response);
    const { command_id, version, code } = answered.parse(body);
    return {
      status: response.status,
      command_id: command_id ?? null,
      version: version ?? null,
      code: code ?? null,
    };
  }
}

function cookieOf(cookies: Cookies): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}

interface Heard {
  readonly response: Response;
  readonly body: unknown;
}

/** An answer counts once it is there to its end. */
async function patiently(origin: Origin, path: string, init: RequestInit): Promise<Heard> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  for (let tries = 1; ; tries += 1) {
    const url = `${typeof origin === "string" ? origin : origin()}${API}${path}`;
    const heard = await once(url, init).catch(() => null);
    if (heard !== null && heard.response.status !== 503) {
      const { status } = heard.response;
      if (status >= 500) throw new EdgeFault(`${url} answered ${status}`);
      return heard;
    }
    if (Date.now() > giveUpAt) throw new EdgeFault(`${url} did not answer for 5 minutes`);
    await delay(spreadBackOffMs(AGAIN, tries, Math.random()));
  }
}

async function once(url: string, init: RequestInit): Promise<Heard> {
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  const response = await fetch(url, { ...init, signal });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return { response, body: isJson ? JSON.parse(text) : text };
}
