/** `npm run keys`: the cookie-signing key is changed under two edges, and nobody is signed out. */
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { runProgram } from "../../../local/processes/run-program.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { plainEnvironment } from "../../provision/processes.ts";
import { ApiClient } from "./client.ts";
import { EventStream } from "./event-stream.ts";
import { startTestEdge } from "./test-edge.ts";
import { uiDirectory } from "./ui-directory.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

let database: TestDatabase;
let edges: readonly [StartedEdge, StartedEdge];
let owner: postgres.Sql;
const ui = uiDirectory();

beforeAll(async () => {
  database = await createDatabase();
  const start = () => startTestEdge(database.url, {}, { uiDirectory: ui.path });
  edges = [await start(), await start()];
  owner = postgres(database.url, { max: 1 });
});
afterAll(async () => {
  await Promise.all([owner.end(), ...edges.map((edge) => edge.stop())]);
  ui.remove();
  await database.drop();
});

const keys = (...args: readonly string[]) =>
  runProgram(process.execPath, [join(repositoryRoot, "local", "commands", "keys.ts"), ...args], {
    env: { ...plainEnvironment(), DATABASE_URL: database.url },
  });
const signingKeys = async () => {
  const rows = await owner<
    { id: string }[]
  >`select key_id as id from signing_keys order by signs_from desc`;
  return rows.map(({ id }) => id);
};

/** What a browser's cookie becomes when it opens a page. */
async function renewed(edge: StartedEdge, cookie: string): Promise<string> {
  const page = await fetch(`${edge.url}/`, { headers: { cookie } });
  return page.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
}

describe("a new signing key", () => {
  test("signs once every edge knows it; old cookies stay good, pages renew them, streams go on", async () => {
    const client = new ApiClient(edges[0].url);
    const session = await client.createSession();
    const old = client.cookie ?? "";
    const [oldKey = ""] = await signingKeys();
    expect(old).toContain(oldKey);
    const stream = await EventStream.open(
      `${edges[1].url}${API_BASE}/sessions/${session}/events/stream`,
      { cookie: old },
    );
    const status = async (edge: StartedEdge, cookie: string) => {
      const asked = new ApiClient(edge.url);
      asked.cookie = cookie;
      return (await asked.get(`/sessions/${session}/state`)).status;
    };

    const { code, output } = await keys("rotate");
    expect([code, output]).toEqual([0, expect.stringContaining("Nobody is signed out")]);
    const [newKey = ""] = await signingKeys();
    // Its time has not come: no cookie is signed by a key that an edge may not know.
    expect(await renewed(edges[0], old)).toBe(old);
    expect(await renewed(edges[1], old)).toBe(old);

    await owner`update signing_keys set signs_from = now() where key_id = ${newKey}`;
    await owner`update signing_keys set retired_at = now() where key_id = ${oldKey}`;
    await owner`select genesis.wake('accounts')`;
    await expect
      .poll(() => renewed(edges[0], old), { timeout: promisedMs(5_000) })
      .toContain(newKey);
    const fresh = await renewed(edges[0], old);
    for (const edge of edges) {
      expect([await status(edge, old), await status(edge, fresh)]).toEqual([200, 200]);
    }
    expect(stream.isEnded).toBe(false);

    expect((await keys("forget", newKey)).code).toBe(1);
    expect((await keys("forget", oldKey)).code).toBe(0);
    for (const edge of edges) {
      await expect.poll(() => status(edge, old), { timeout: promisedMs(5_000) }).toBe(401);
      expect(await status(edge, fresh)).toBe(200);
    }
    await expect.poll(() => stream.isEnded, { timeout: promisedMs(5_000) }).toBe(true);
  });

  test("is listed without its secret, and a wrong word says what is right", async () => {
    const { code, output } = await keys();
    expect(code).toBe(0);
    for (const id of await signingKeys()) expect(output).toContain(`${id} signs from`);
    const [row] = await owner<{ secret: string }[]>`
      select encode(secret, 'base64') as secret from signing_keys limit 1`;
    expect(output).not.toContain(row?.secret.slice(0, 20));
    for (const args of [["spin"], ["forget"], ["forget", "x"]]) {
      const wrong = await keys(...args);
      expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining("`-- rotate`")]);
    }
  });
});
