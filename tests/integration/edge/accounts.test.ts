/** Local accounts: an anonymous one in a signed cookie, and what a browser may be made to send. */
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";
import { uiDirectory } from "./ui-directory.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

let database: TestDatabase;
let edge: StartedEdge;
const ui = uiDirectory();

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url, {}, { uiDirectory: ui.path });
});
afterAll(async () => {
  await edge.stop();
  ui.remove();
  await database.drop();
});

const cookieOf = (response: Response) => response.headers.getSetCookie()[0] ?? "";

describe("a cookie", () => {
  test("comes with a page, POST /sessions and GET /sessions, and nothing else", async () => {
    const page = cookieOf(await fetch(`${edge.url}/`));
    expect(page).toMatch(
      /^genesis_[0-9a-f]{8}=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d{8}$/,
    );
    // A service worker keeps the page for later: what it fetches may come after somebody joined.
    const kept = { "sec-fetch-dest": "empty", "sec-fetch-mode": "cors" };
    expect(cookieOf(await fetch(`${edge.url}/`, { headers: kept }))).toBe("");
    for (const [method, path] of [
      ["POST", "/sessions"],
      ["GET", "/sessions"],
    ] as const) {
      const client = new ApiClient(edge.url);
      const answer = await client.send(method, path, method === "POST" ? { body: "{}" } : {});
      expect(answer.status).toBeLessThan(300);
      expect(client.cookie).not.toBeNull();
    }
    for (const path of ["/novels", "/sessions/x/state", "/sessions/x/events/stream"]) {
      const client = new ApiClient(edge.url);
      expect(problemOf(await client.get(path))).toEqual({ status: 401, code: "UNAUTHENTICATED" });
      expect(client.cookie).toBeNull();
    }
  });

  test("is kept: the same account sees its sessions, a new one sees none", async () => {
    const client = new ApiClient(edge.url);
    const session = await client.createSession();
    const { cookie } = client;
    await client.command(session, "REQUEST_INSPIRATION");
    const shelf = await client.get("/sessions");
    expect(fields(shelf).sessions).toEqual([expect.objectContaining({ session_id: session })]);
    expect(client.cookie).toBe(cookie);
    expect(fields(await new ApiClient(edge.url).get("/sessions")).sessions).toEqual([]);
  });

  test("that was forged is 401 on the API, and a page replaces it", async () => {
    const client = new ApiClient(edge.url);
    const session = await client.createSession();
    const victim = client.cookie ?? "";
    const [name = "", value = ""] = victim.split("=");
    const [account = "", issued = "", key = "", signature = ""] = value.split(".");
    const flipped = (signature.startsWith("A") ? "B" : "A") + signature.slice(1);
    const forgeries = [
      "",
      "garbage",
      account,
      `${account}.${issued}.${key}.`,
      `${account}.${issued}.${key}.${flipped}`,
      `${account}.${Number(issued) + 1}.${key}.${signature}`,
      `01890000-0000-7000-8000-000000000000.${issued}.${key}.${signature}`,
      `${account}.${issued}.01890000-0000-7000-8000-000000000000.${signature}`,
      `${account}.${issued}.${key}.${signature}=`,
      `${account.toUpperCase()}.${issued}.${key}.${signature}`,
    ];
    for (const forged of forgeries) {
      client.cookie = `${name}=${forged}`;
      for (const path of ["/sessions", `/sessions/${session}/state`]) {
        expect(problemOf(await client.get(path))).toEqual({ status: 401, code: "UNAUTHENTICATED" });
      }
      const page = await fetch(`${edge.url}/sessions/${session}`, {
        headers: { cookie: `${name}=${forged}` },
      });
      expect(page.status).toBe(200);
      expect(cookieOf(page)).toMatch(new RegExp(`^${name}=`));
      expect(cookieOf(page)).not.toContain(account);
    }
    client.cookie = `other=1; ${victim}`;
    expect((await client.get(`/sessions/${session}/state`)).status).toBe(200);
  });

  test("signed by a key that this edge has not read yet is good at once", async () => {
    const second = await startTestEdge(database.url);
    const owner = postgres(database.url, { max: 1 });
    await owner`update signing_keys set retired_at = now()`;
    await owner`insert into signing_keys (secret)
      values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))`;
    const third = await startTestEdge(database.url);
    const client = new ApiClient(third.url);
    const session = await client.createSession();
    const elsewhere = new ApiClient(second.url);
    elsewhere.cookie = client.cookie;
    // A key is looked up at most once a second, however many forgeries name unknown ones.
    await expect
      .poll(async () => (await elsewhere.get(`/sessions/${session}/state`)).status, {
        timeout: promisedMs(5_000),
      })
      .toBe(200);
    await Promise.all([owner.end(), second.stop(), third.stop()]);
  });

  test("is __Host- and Secure where browsers see HTTPS", async () => {
    const secure = await startTestEdge(database.url, { publicUrl: "https://studio.example" });
    const answer = await fetch(`${secure.url}/api/v1/genesis/sessions`);
    expect(cookieOf(answer)).toMatch(/^__Host-genesis_[0-9a-f]{8}=.*; Secure$/);
    expect(answer.headers.get("strict-transport-security")).not.toBeNull();
    await secure.stop();
  });
});

describe("a write", () => {
  const post = async (headers: Record<string, string>) => {
    const client = new ApiClient(edge.url);
    return (await client.send("POST", "/sessions", { body: "{}", headers })).status;
  };

  test("of a program, or of the studio's own pages, passes", async () => {
    const { port } = new URL(edge.url);
    expect(await post({})).toBe(201);
    expect(await post({ origin: edge.url })).toBe(201);
    expect(await post({ origin: edge.url, "sec-fetch-site": "same-origin" })).toBe(201);
    const client = new ApiClient(`http://localhost:${port}`);
    const localhost = { origin: `http://localhost:${port}` };
    expect((await client.post("/sessions", {}, localhost)).status).toBe(201);
  });

  test.each<Record<string, string>>([
    { origin: "https://elsewhere.example" },
    { origin: "null" },
    { origin: "http://127.0.0.1:1" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("of another site is refused: %o", async (headers) => {
    expect(await post(headers)).toBe(403);
  });
});

test("every answer carries the security headers", async () => {
  for (const path of ["/", "/api/docs", "/api/health/live", "/api/nothing", "/nothing"]) {
    const { headers } = await fetch(edge.url + path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});
