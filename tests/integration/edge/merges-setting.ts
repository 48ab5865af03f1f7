/** One edge, and writers whose accounts are taken into one another. */
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";
import { uiDirectory } from "./ui-directory.ts";
import { forgetWrongGuesses } from "./wrong-guesses.ts";

let database: TestDatabase;
export let edge: StartedEdge;
export let owner: postgres.Sql;
const ui = uiDirectory();

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url, {}, { uiDirectory: ui.path });
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop()]);
  ui.remove();
  await database.drop();
});
beforeEach(() => forgetWrongGuesses(owner));

export async function book(client: ApiClient): Promise<string> {
  const session = await client.createSession();
  await client.command(session, "REQUEST_INSPIRATION");
  return session;
}
export async function writer(): Promise<{ client: ApiClient; session: string }> {
  const client = new ApiClient(edge.url);
  await client.get("/sessions");
  return { client, session: await book(client) };
}
export async function joins(client: ApiClient, into: ApiClient): Promise<void> {
  const { code } = fields(await into.post("/account/device-codes", {}));
  expect((await client.post("/account/join", { code })).status).toBe(200);
}
export const sees = async (client: ApiClient, session: string) =>
  (await client.get(`/sessions/${session}/state`)).status === 200;
