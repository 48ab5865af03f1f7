/** Bringing a log: the file is sent, and becomes a book or is refused with the line that is wrong. */
import { signal, type ReadonlySignal } from "@preact/signals";

import type { SessionState } from "#shared/session/state.ts";
import { type ApiResult, ask } from "../browser/api.ts";
import { pageClient } from "../browser/page-client.ts";

export type BroughtLog =
  | { readonly outcome: "asked" | "reading" | "too large" | "no log" }
  | { readonly outcome: "refused at"; readonly line: number }
  | { readonly outcome: "failed"; readonly result: Exclude<ApiResult<null>, { outcome: "ok" }> };

export interface BringLog {
  readonly state: ReadonlySignal<BroughtLog>;
  readonly bring: (file: File) => Promise<void>;
}

const MAX_BYTES = 16 * 1024 * 1024;

export function createBringLog(
  onBrought: (session_id: string) => void,
  send: (file: File) => Promise<ApiResult<SessionState>> = sendLog,
): BringLog {
  const state = signal<BroughtLog>({ outcome: "asked" });
  return {
    state,
    async bring(file) {
      if (state.value.outcome === "reading") return;
      if (file.size > MAX_BYTES) {
        state.value = { outcome: "too large" };
        return;
      }
      state.value = { outcome: "reading" };
      const result = await send(file);
      if (result.outcome === "ok") {
        state.value = { outcome: "asked" };
        onBrought(result.body.session_id);
      } else state.value = refusal(result);
    },
  };
}

function refusal(result: Exclude<ApiResult<SessionState>, { outcome: "ok" }>): BroughtLog {
  if (result.outcome === "unreachable") return { outcome: "failed", result };
  const { code, issues } = result.problem;
  if (code === "PAYLOAD_TOO_LARGE") return { outcome: "too large" };
  if (code !== "VALIDATION_FAILED" && code !== "MALFORMED_JSON")
    return { outcome: "failed", result };
  const line = Number(/^\/lines\/(\d+)$/.exec(issues[0]?.path ?? "")?.[1] ?? 1);
  return line === 1 ? { outcome: "no log" } : { outcome: "refused at", line };
}

function sendLog(file: File): Promise<ApiResult<SessionState>> {
  return ask(
    pageClient().POST("/api/v1/genesis/sessions/import", {
      // The document's type of a file is a string; what is sent is the form.
      body: { file: file.name },
      bodySerializer() {
        const form = new FormData();
        form.set("file", file);
        return form;
      },
    }),
  );
}
