/**
 * The load: writers that go through either edge, and repeat with the same Idempotency-Key whatever was
 * not answered. They keep what was answered, to be looked for in the end.
 */
import { randomUUID } from "node:crypto";
import { API_BASE, commandAnswer, problem } from "#shared/http/http.ts";
import { type SessionState, sessionState } from "#shared/session/state.ts";
import { pause } from "#runtime/work/pause.ts";
import type { Random } from "../random.ts";

/** A 2xx: from then on the command may not be lost. */
export interface AnsweredCommand {
  readonly session_id: string;
  readonly command_id: string;
  readonly version: number;
}

export interface Writers {
  readonly answered: readonly AnsweredCommand[];
  readonly sessions: readonly string[];
  /** Answers that the contract does not have, such as a 500. */
  readonly faults: readonly string[];
  /** Each finishes what it is at. */
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly cookie: string | null;
}

const REQUEST_TIMEOUT_MS = 8_000;

export function startWriters(
  urls: readonly string[],
  count: number,
  random: Random,
  pauseMs: number,
): Writers {
  const stopping = new AbortController();
  const answered: AnsweredCommand[] = [];
  const sessions: string[] = [];
  const faults: string[] = [];

  /** Until it is answered by anything but "try again". Null once stopped. */
  const request = async (
    own: Random,
    method: "GET" | "POST",
    path: string,
    cookie: string | null,
    body?: object,
  ): Promise<Answer | null> => {
    const key = randomUUID();
    for (;;) {
      if (stopping.signal.aborted) return null;
      const url = own.pick(urls);
      const response = await fetch(`${url}${API_BASE}${path}`, {
        method,
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
        headers: {
          ...(cookie === null ? {} : { cookie }),
          ...(body === undefined
            ? {}
            : { "content-type": "application/json", "idempotency-key": key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch(() => null);
      const text = await response?.text().catch(() => null);
      if (response === null || text === null || text === undefined || response.status === 503) {
        await pause(own.between(50, 300), stopping.signal);
        continue;
      }
      if (response.status >= 500) {
        faults.push(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
        await pause(300, stopping.signal);
        continue;
      }
      const set = response.headers.getSetCookie()[0]?.split(";")[0] ?? null;
      return { status: response.status, body: JSON.parse(text), cookie: set };
    }
  };

  const write = async (own: Random) => {
    const created = await request(own, "POST", "/sessions", null, { language: "en" });
    if (created === null || created.status !== 201) return;
    const { session_id } = sessionState.parse(created.body);
    sessions.push(session_id);
    const { cookie } = created;
    const path = `/sessions/${session_id}`;

    const command = async (command_type: string, payload: object = {}): Promise<boolean> => {
      const body = { command_type, payload };
      const answer = await request(own, "POST", `${path}/commands`, cookie, body);
      if (answer === null) return false;
      if (answer.status < 300) {
        const { command_id, version } = commandAnswer.parse(answer.body);
        answered.push({ session_id, command_id, version });
        return true;
      }
      // Another command was there first, or the stage has moved on meanwhile: what a writer meets.
      const { code } = problem.parse(answer.body);
      if (answer.status !== 409) faults.push(`${command_type}: ${answer.status} ${code}`);
      return false;
    };
    const settled = async (): Promise<SessionState | null> => {
      for (;;) {
        const answer = await request(own, "GET", `${path}/state`, cookie);
        if (answer === null) return null;
        const state = sessionState.parse(answer.body);
        if (!state.is_pending) return state;
        await pause(100, stopping.signal);
      }
    };

    await command("REQUEST_INSPIRATION");
    for (let rounds = own.between(4, 12); rounds > 0; rounds -= 1) {
      if (own.chance(0.1)) await command("CANCEL_GENERATION");
      const state = await settled();
      if (state === null) return;
      const proposals = state.stages[state.current_stage].proposals;
      const proposal = proposals.at(-1);
      const candidate = proposal?.candidates[0];
      if (proposal === undefined || candidate === undefined) {
        await command("REGENERATE_PROPOSAL");
        continue;
      }
      const { proposal_id } = proposal;
      const { candidate_id } = candidate;
      for (let choices = own.below(5); choices > 0; choices -= 1) {
        const of = own.pick(proposals);
        const chosen = own.pick(of.candidates);
        await command("SELECT_CANDIDATE", {
          proposal_id: of.proposal_id,
          candidate_id: chosen.candidate_id,
        });
      }
      if (own.chance(0.3) && state.current_stage !== "PLOT_OUTLINE") {
        await command("CONFIRM_STAGE", { proposal_id, candidate_id });
      } else if (own.chance(0.5)) {
        await command("REVISE_PROPOSAL", { proposal_id, candidate_id, feedback: "Shorter." });
      } else {
        await command("REGENERATE_PROPOSAL");
      }
      await pause(own.below(2 * pauseMs), stopping.signal);
    }
    await settled();
  };

  const writing = Array.from({ length: count }, async () => {
    const own = random.fork();
    while (!stopping.signal.aborted) {
      await write(own).catch((error: unknown) => faults.push(String(error)));
    }
  });
  return {
    answered,
    sessions,
    faults,
    async stop() {
      stopping.abort();
      await Promise.all(writing);
    },
  };
}
