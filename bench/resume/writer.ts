/** A session whose writer answers over HTTP, with the clock read around the POST. */
import { z } from "zod";
import type { CommandType } from "#shared/commands/command-table.ts";
import { type SessionState, sessionState } from "#shared/session/state.ts";
import { FIRST_STAGE } from "#shared/stages.ts";

const API = "/api/v1/genesis";
const created = z.looseObject({ session_id: z.uuid() });
const accepted = z.looseObject({ command_id: z.uuid(), correlation_id: z.uuid() });

/** Milliseconds since 1970 by the system's clock, as every process of the studio reads it. */
export type EpochMs = number;

export function now(): EpochMs {
  return performance.timeOrigin + performance.now();
}

/** A command as the edge accepted it. */
export interface PostedAnswer {
  readonly session_id: string;
  readonly command_id: string;
  /** The wait that it answers. */
  readonly correlation_id: string;
  /** Just before the request was sent. */
  readonly postedAt: EpochMs;
  /** When its answer was there. */
  readonly answeredAt: EpochMs;
}

export class BenchWriter {
  readonly session_id: string;
  readonly #url: string;
  readonly #cookie: string;

  private constructor(session_id: string, url: string, cookie: string) {
    this.session_id = session_id;
    this.#url = url;
    this.#cookie = cookie;
  }

  /** A new account with one session. */
  static async open(origin: string): Promise<BenchWriter> {
    const response = await fetch(`${origin}${API}/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ language: "en" }),
    });
    const { session_id } = created.parse(await response.json());
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
    return new BenchWriter(session_id, `${origin}${API}/sessions/${session_id}`, cookie);
  }

  async state(): Promise<SessionState> {
    const response = await fetch(`${this.#url}/state`, { headers: { cookie: this.#cookie } });
    return sessionState.parse(await response.json());
  }

  /** The command that begins a session: three concepts. */
  begin(): Promise<PostedAnswer> {
    return this.#post("REQUEST_INSPIRATION", {});
  }

  /** What answers a waiting flow: feedback on the newest concept, which gives one more. */
  async feedback(text: string): Promise<() => Promise<PostedAnswer>> {
    const proposal = (await this.state()).stages[FIRST_STAGE].proposals.at(-1);
    const payload = {
      proposal_id: proposal?.proposal_id,
      candidate_id: proposal?.candidates[0]?.candidate_id,
      feedback: text,
    };
    return () => this.#post("REVISE_PROPOSAL", payload);
  }

  async #post(command_type: CommandType, payload: object): Promise<PostedAnswer> {
    const postedAt = now();
    const response = await fetch(`${this.#url}/commands`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: this.#cookie },
      body: JSON.stringify({ command_type, payload }),
    });
    const body: unknown = await response.json();
    const answeredAt = now();
    if (response.status !== 202) throw new Error(`${response.status} ${JSON.stringify(body)}`);
    const { command_id, correlation_id } = accepted.parse(body);
    return { session_id: this.session_id, command_id, correlation_id, postedAt, answeredAt };
  }
}
