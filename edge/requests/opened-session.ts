/** What a request that opens a session is answered, whatever the session begins with. */
import { API_BASE } from "#shared/http/http.ts";
import { json } from "../http/answer.ts";
import { problem } from "../http/problem.ts";
import type { OpeningRefusal } from "../operations/outcomes.ts";
import type { EdgeContext, EdgeDeps } from "./context.ts";
import { storedTooMuch, tooManySessions } from "./limited.ts";

export function openedSession(
  state: { readonly session_id: string },
  headers: Readonly<Record<string, string>> = {},
): Response {
  const Location = `${API_BASE}/sessions/${state.session_id}/state`;
  return json(state, 201, { Location, ...headers });
}

/** A request that was sent before: its first answer once more. */
export function openedBefore(state: { readonly session_id: string }): Response {
  return openedSession(state, { "Idempotency-Replayed": "true" });
}

export function openingRefused(c: EdgeContext, deps: EdgeDeps, why: OpeningRefusal): Response {
  switch (why) {
    case "SIGNED_OUT":
      return problem("UNAUTHENTICATED");
    case "TOO_MANY_OPEN":
      return tooManySessions(c, deps);
    case "STORED_TOO_MUCH":
      return storedTooMuch(c, deps);
  }
}
