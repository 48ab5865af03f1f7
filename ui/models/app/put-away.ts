/** Whether an empty shelf has books elsewhere: archived, or deleted and not yet gone for good. */
import type { ApiClient } from "#shared/http/client.ts";
import { ask } from "../browser/api.ts";
import { pageClient } from "../browser/page-client.ts";

/** Where nobody answers, there may be some. */
export async function isAnythingPutAway(client: ApiClient = pageClient()): Promise<boolean> {
  const elsewhere = [{ archived: "true" }, { deleted: "true" }] as const;
  const answers = await Promise.all(
    elsewhere.map((which) =>
      ask(client.GET("/api/v1/genesis/sessions", { params: { query: { limit: 1, ...which } } })),
    ),
  );
  return answers.some((answer) => answer.outcome !== "ok" || answer.body.sessions.length > 0);
}
