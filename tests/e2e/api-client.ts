/** A writer without a browser: the same API, with the account's cookie kept by hand. */
import { z } from "zod";
import type { CommandType } from "#shared/commands/command-table.ts";
import { type SessionState, sessionState } from "#shared/session/state.ts";
import { expect } from "vitest";

const API = "/api/v1/genesis";

export class ApiSession {
  readonly id: string;
  readonly #origin: string;
  readonly #cookie: string;

  private constructor(origin: string, cookie: string, id: string) {
    this.#origin = origin;
    this.#cookie = cookie;
    this.id = id;
  }

  /** Creates an account and a session of it. */
  static async create(origin: string, language: "zh-CN" | "en" = "en"): Promise<ApiSession> {
    const response = await fetch(`${origin}${API}/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ language }),
    });
    expect(response.status).toBe(201);
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
    const { session_id } = z.looseObject({ session_id: z.uuid() }).parse(await response.json());
    return new ApiSession(origin, cookie, session_id);
  }

  /** The account's, `name=value`. */
  get cookie(): string {
    return this.#cookie;
  }

  /** The same account and session, on another edge. */
  at(origin: string): ApiSession {
    return new ApiSession(origin, this.#cookie, this.id);
  }

  async state(): Promise<SessionState> {
    const response = await fetch(`${this.#origin}${API}/sessions/${this.id}/state`, {
      headers: { cookie: this.#cookie },
    });
    expect(response.status).toBe(200);
    return sessionState.parse(await response.json());
  }

  async post(type: CommandType, payload: Readonly<Record<string, unknown>> = {}) {
    const response = await fetch(`${this.#origin}${API}/sessions/${this.id}/commands`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: this.#cookie },
      body: JSON.stringify({ command_type: type, payload }),
    });
    const body = z.record(z.string(), z.unknown()).parse(await response.json());
    return { status: response.status, body };
  }

  /** Waits until nothing is pending. */
  async settled(): Promise<SessionState> {
    await expect.poll(async () => (await this.state()).is_pending, { interval: 50 }).toBe(false);
    const state = await this.state();
    expect(state.last_error).toBeNull();
    return state;
  }

  /** Posts a command that starts a generation, and waits for its end. */
  async generate(
    type: CommandType,
    payload: Readonly<Record<string, unknown>> = {},
  ): Promise<SessionState> {
    const { status, body } = await this.post(type, payload);
    expect(status, JSON.stringify(body)).toBe(202);
    return this.settled();
  }

  /** The first candidate of a stage's newest round. */
  async newest(state: SessionState, stage: keyof SessionState["stages"]) {
    const proposal = state.stages[stage].proposals.at(-1);
    return {
      proposal_id: proposal?.proposal_id,
      candidate_id: proposal?.candidates[0]?.candidate_id,
    };
  }
}
