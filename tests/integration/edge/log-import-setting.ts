/** A finished book's log, and how it is brought to another account. */
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect } from "vitest";
import { NOVEL_PARTS, STAGES } from "#shared/stages.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { craftedNovel } from "../../chaos/abuse/contents.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { type Answer, ApiClient, fields } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";

export let database: TestDatabase;
export let owner: Sql;
export let edge: StartedEdge;
export let writer: ApiClient;
export let other: ApiClient;
/** A finished book's, opened again. */
export let session: string;
export let log: string;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  edge = await startTestEdge(database.url);
  writer = new ApiClient(edge.url);
  other = new ApiClient(edge.url);
  await other.get("/sessions");
  session = await writer.createSession();
  await finish(session);
  log = (await writer.get(`/sessions/${session}/log`)).text;
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop()]);
  await database.drop();
});

export async function done(of: string, type: string, payload: object = {}): Promise<unknown> {
  const answer = await writer.command(of, type, payload);
  expect([type, answer.status, answer.text]).toEqual([type, 200, expect.anything()]);
  return fields(answer)["result"];
}

/** Written by hand, confirmed, finished, opened again with an undo and a redo on the way. */
export async function finish(of: string): Promise<void> {
  const foundation = craftedNovel();
  const saved: unknown[] = [];
  for (const stage of STAGES) {
    const content = foundation[NOVEL_PARTS[stage]];
    saved.push(await done(of, "SAVE_CANDIDATE", { stage, content }));
  }
  for (const ids of saved) await done(of, "CONFIRM_STAGE", Object(ids));
  await done(of, "UPDATE_BRIEF", { notes: "不要梦", constraints: ["no prologue"] });
  await done(of, "FINISH_GENESIS");
  await done(of, "REOPEN_STAGE", { stage: "CHARACTERS" });
  await done(of, "UNDO");
  await done(of, "REDO");
  await done(of, "SET_BUDGET", { limit_usd: 2.5 });
}

export function bring(file: string | Uint8Array<ArrayBuffer>, as = other): Promise<Answer> {
  const form = new FormData();
  form.set("file", new File([file], "book.jsonl"));
  return sendForm(form, as);
}

export async function sendForm(form: FormData, as: ApiClient): Promise<Answer> {
  // The form's own media type, with its boundary.
  const { headers, body } = await asBody(form);
  return as.send("POST", "/sessions/import", { headers, body });
}

export async function asBody(form: FormData) {
  const response = new Response(form);
  return {
    headers: { "content-type": response.headers.get("content-type") ?? "" },
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

export async function stateOf(
  of: string,
  as: ApiClient,
): Promise<Readonly<Record<string, unknown>>> {
  return fields(await as.get(`/sessions/${of}/state`));
}

export async function brought(file: string, as = other): Promise<string> {
  const answer = await bring(file, as);
  expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
  const { session_id } = fields(answer);
  expect(answer.headers.get("location")).toContain(String(session_id));
  return String(session_id);
}
