/** The map of a book's branches as the page has it, and the making of another one. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { SessionState } from "#shared/session/state.ts";
import { type Api, type ApiResult, createApi } from "../browser/api.ts";
import { type Branch, type BranchesApi, createBranchesApi } from "./branches.ts";

/** What is on its way, could not be had, or is here. */
export type Fetched<T> = T | "loading" | "failed";

export interface BranchMap {
  readonly branches: ReadonlySignal<Fetched<readonly Branch[]>>;
  readonly load: () => Promise<void>;
  readonly making: ReadonlySignal<"idle" | "making" | "failed">;
  /** @returns the new session's id; null where nothing was made, and while another press is under way */
  readonly make: (
    version: number,
    title: string,
    replayWith: string,
  ) => Promise<SessionState["session_id"] | null>;
}

export function createBranchMap(
  session_id: string,
  api: BranchesApi = createBranchesApi(),
): BranchMap {
  const branches = signal<Fetched<readonly Branch[]>>("loading");
  const making = signal<"idle" | "making" | "failed">("idle");
  return {
    branches,
    async load() {
      const result = await api.list(session_id);
      branches.value = result.outcome === "ok" ? result.body.branches : "failed";
    },
    making,
    async make(version, title, replayWith) {
      if (making.value === "making") return null;
      making.value = "making";
      const made = await api.make(session_id, {
        version,
        ...(title === "" ? {} : { title }),
        ...(replayWith === "" ? {} : { replay_with: replayWith }),
      });
      making.value = made.outcome === "ok" ? "idle" : "failed";
      return made.outcome === "ok" ? made.body.session_id : null;
    },
  };
}

export interface OtherBranch {
  readonly state: ReadonlySignal<Fetched<SessionState>>;
  readonly load: () => Promise<void>;
}

/** The state of the branch that this book is compared with. */
export function createOtherBranch(
  session_id: string,
  api: Pick<Api, "getState"> = createApi(),
): OtherBranch {
  const state = signal<Fetched<SessionState>>("loading");
  return {
    state,
    async load() {
      const result: ApiResult<SessionState> = await api.getState(session_id);
      state.value = result.outcome === "ok" ? result.body : "failed";
    },
  };
}
