/**
 * What a writer had typed, back into its box after a failure or a stop: once each, and never over
 * something newer.
 */
import { effect } from "@preact/signals";
import { FIRST_STAGE } from "#shared/stages.ts";
import { feedbackBox } from "./revising.ts";
import type { SessionModel } from "../session/session.ts";

/** Follows the session until the returned function is called. */
export function restoreTyped(session: SessionModel): () => void {
  const restored = new Set<string>();
  const put = (box: string, value: unknown): void => {
    if (typeof value === "string" && session.drafts.read(box).peek() === "") {
      session.drafts.write(box, value);
    }
  };
  const once = (key: string): boolean => {
    if (restored.has(key)) return false;
    restored.add(key);
    return true;
  };
  return effect(() => {
    const state = session.state.value;
    if (!state || state.is_pending) return;
    const error = state.last_error;
    if (error && once(error.command_id)) {
      if (error.command_type === "SUBMIT_IDEA") put("door.idea", error.payload.idea);
      else if (error.command_type === "REQUEST_INSPIRATION") {
        put("door.genre", error.payload.genre);
        put("door.hints", error.payload.hints);
      } else put(feedbackBox(error.stage), error.payload.feedback);
    }
    // Stopped before the first concept was finished: the idea is in its box again.
    const first = state.stages[FIRST_STAGE];
    if (!error && first.proposals.length === 0 && once(`brief ${state.version}`)) {
      put("door.idea", state.brief.idea);
      put("door.genre", state.brief.genre);
      put("door.hints", state.brief.hints);
    }
  });
}
