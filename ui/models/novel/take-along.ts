/** A novel as a file, fetched when it is wanted. */
import type { ExportFormat } from "#shared/http/novel-routes.ts";
import type { Stage } from "#shared/stages.ts";
import { API_BASE } from "../browser/api.ts";
import { at } from "../browser/place.ts";

export interface Wish {
  readonly format: ExportFormat;
  readonly scope:
    | { readonly of: "novel" }
    | { readonly of: "stage"; readonly stage: Stage }
    /** A chapter's id. */
    | { readonly of: "packet"; readonly chapter: string };
  readonly brief: boolean;
  readonly provenance: boolean;
  readonly checks: boolean;
}

export type Taken =
  | { readonly outcome: "file"; readonly blob: Blob; readonly name: string }
  | { readonly outcome: "failed"; readonly reason: "wait" | "unreachable" | "missing" };

export function exportPath(novel_id: string, edition: number, wish: Wish): string {
  const { format, scope } = wish;
  const query = new URLSearchParams({ format, edition: String(edition) });
  if (scope.of === "stage") query.set("stage", scope.stage);
  if (scope.of === "packet") query.set("chapter", scope.chapter);
  for (const option of ["brief", "provenance", "checks"] as const) {
    if (!wish[option]) query.set(option, "false");
  }
  return `${API_BASE}/novels/${encodeURIComponent(novel_id)}/export?${query}`;
}

/** @param otherwise the file's name where the answer has none */
export async function takeAlong(
  path: string,
  otherwise: string,
  ask: (path: string) => Promise<Response> = (url) => fetch(at(url)),
): Promise<Taken> {
  try {
    const answer = await ask(path);
    if (answer.ok) {
      const name = nameIn(answer.headers.get("content-disposition") ?? "") ?? otherwise;
      return { outcome: "file", blob: await answer.blob(), name };
    }
    if (answer.status === 429) return { outcome: "failed", reason: "wait" };
    const reason = answer.status >= 500 ? "unreachable" : "missing";
    return { outcome: "failed", reason };
  } catch {
    return { outcome: "failed", reason: "unreachable" };
  }
}

function nameIn(disposition: string): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded === undefined ? null : decodeURIComponent(encoded);
}
