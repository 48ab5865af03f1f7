/** A real PostgreSQL database for a test file. */
import { inject } from "vitest";
import { z } from "zod";

export interface TestDatabase extends AsyncDisposable {
  /** As the database's owner, who may lower itself to genesis_app and genesis_service. */
  readonly url: string;
  /** Ends its connections and removes it; also what `await using` does. */
  drop(): Promise<void>;
}

const created = z.object({ url: z.string() });

/** A migrated database of the caller's own; `empty`: one that holds nothing yet. */
export async function createDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const base = inject("provision_url");
  const response = await fetch(`${base}/databases${options.empty ? "?empty" : ""}`, {
    method: "POST",
  });
  const { url } = created.parse(await response.json());
  const drop = async () => {
    await fetch(`${base}/databases${new URL(url).pathname}`, { method: "DELETE" });
  };
  return { url, drop, [Symbol.asyncDispose]: drop };
}
