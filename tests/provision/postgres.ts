/** A real PostgreSQL database for a test file. */
import { inject } from "vitest";
import { z } from "zod";

export interface TestDatabase extends AsyncDisposable {
  /** As the database's owner, who may lower itself to genesis_app and genesis_service. */
  readonly url: string;
  /** The same database as the server's superuser, for what a test measures. */
  readonly adminUrl: string;
  /** Ends its connections and removes it; also what `await using` does. */
  drop(): Promise<void>;
}

const created = z.object({ url: z.string(), admin_url: z.string() });

/** A migrated database of the caller's own; `empty`: one that holds nothing yet. */
export async function createDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const base = inject("provision_url");
  const response = await fetch(`${base}/databases${options.empty ? "?empty" : ""}`, {
    method: "POST",
  });
  const { url, admin_url: adminUrl } = created.parse(await response.json());
  const drop = async () => {
    await fetch(`${base}/databases${new URL(url).pathname}`, { method: "DELETE" });
  };
  return { url, adminUrl, drop, [Symbol.asyncDispose]: drop };
}
