/** Two edges of one database, and browsers that come with books of their own. */
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { startTestEdge } from "./test-edge.ts";
import { forgetWrongGuesses } from "./wrong-guesses.ts";

export let database: TestDatabase;
export let edge: StartedEdge;
export let other: StartedEdge;
export let owner: postgres.Sql;

beforeAll(async () => {
  database = await createDatabase();
  const config = { trustedProxies: ["127.0.0.1"] };
  edge = await startTestEdge(database.url, config);
  other = await startTestEdge(database.url, config);
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop(), other.stop()]);
  await database.drop();
});
beforeEach(() => forgetWrongGuesses(owner));

export async function browser(books = 0): Promise<ApiClient & { readonly books: string[] }> {
  const client = Object.assign(new ApiClient(edge.url), { books: new Array<string>() });
  await client.get("/sessions");
  for (let n = 0; n < books; n += 1) {
    const session = await client.createSession();
    const content = conceptContent(`Book ${n}`);
    await client.command(session, "SAVE_CANDIDATE", { stage: "CONCEPT_SELECTION", content });
    client.books.push(session);
  }
  return client;
}
export const codeOf = async (client: ApiClient) => {
  const made = await client.post("/account/device-codes", {});
  expect(made.status).toBe(201);
  expect(made.headers.get("cache-control")).toBe("no-store");
  return String(fields(made)["code"]);
};
export const join = (client: ApiClient, code: string) => client.post("/account/join", { code });
/** Every page of it. */
export const shelf = async (client: ApiClient) => {
  const all: string[] = [];
  let path = "/sessions?limit=100";
  for (;;) {
    const { sessions, next } = fields(await client.get(path));
    if (!Array.isArray(sessions)) throw new TypeError("no list");
    all.push(...sessions.map((session) => String(Object(session).session_id)));
    if (typeof next !== "string") return all.sort();
    path = `/sessions?limit=100&before=${encodeURIComponent(next)}`;
  }
};
