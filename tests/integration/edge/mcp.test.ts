/** The MCP server over HTTP and over standard input and output, asked by the SDK's own client. */
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { API_BASE } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { plainEnvironment } from "../../provision/processes.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { seed } from "../../schemathesis/seed.ts";
import { startTestEdge } from "./test-edge.ts";

const called = z.looseObject({
  content: z.tuple([z.object({ type: z.literal("text"), text: z.string() })]),
  isError: z.boolean().optional(),
});

const outlined = z.looseObject({
  outline: z.looseObject({
    parts: z.array(
      z.looseObject({ chapters: z.array(z.looseObject({ id: z.string(), title: z.string() })) }),
    ),
  }),
});

const COUNT = "genesis_http_request_seconds_count";

let database: TestDatabase;
let edge: StartedEdge;
let writer: ApiClient;
let session: string;

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url);
  writer = new ApiClient(edge.url);
  session = await writer.createSession();
});
afterAll(async () => {
  await edge.stop();
  await database.drop();
});

async function token(scope: string): Promise<string> {
  const made = await writer.post("/account/tokens", { name: "assistant", scope });
  return String(fields(made)["token"]);
}

async function overHttp(given: string, path = "/mcp"): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const requestInit = { headers: { authorization: `Bearer ${given}` } };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(edge.url + path), { requestInit }),
  );
  return client;
}

async function overStdio(given: string | null): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ["local/commands/mcp.ts"],
    cwd: repositoryRoot,
    env: {
      ...plainEnvironment(),
      PUBLIC_URL: edge.url,
      ...(given === null ? {} : { GENESIS_TOKEN: given }),
    },
    stderr: "ignore",
  });
  await client.connect(transport);
  return client;
}

/** What was asked of any of them in this file. */
const asked = new Set<string>();

async function call(client: Client, name: string, args: Record<string, unknown> = {}) {
  asked.add(name);
  const { content, isError = false } = called.parse(
    await client.callTool({ name, arguments: args }),
  );
  return { isError, text: content[0].text };
}
const read = async (client: Client, name: string, args: Record<string, unknown>) => {
  const { isError, text } = await call(client, name, args);
  expect([name, isError, text]).toEqual([name, false, text]);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
};

describe.each([
  ["HTTP", (given: string) => overHttp(given)],
  ["HTTP below the API's base", (given: string) => overHttp(given, `${API_BASE}/mcp`)],
  ["standard input and output", overStdio],
] as const)("over %s", (_, connect) => {
  test("an assistant saves, has a revision made, follows it, and is refused a confirmation", async () => {
    const client = await connect(await token("full"));
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toContain("revise");
    for (const name of names) expect(name).not.toMatch(/confirm|select|finish|reopen|delete/);
    expect(await call(client, "confirm_stage", { session_id: session }).catch(String)).not.toEqual(
      expect.objectContaining({ isError: false }),
    );

    const own = { session_id: session };
    const content = conceptContent("An assistant's");
    const concept = { ...own, stage: "CONCEPT_SELECTION" };
    await read(client, "save_candidate", { ...concept, content });
    const stage = await read(client, "read_stage", concept);
    expect(stage["current"]).toMatchObject({ content });
    const { proposals } = await read(client, "list_rounds", concept);
    expect(proposals).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ candidates: [expect.objectContaining({ content })] }),
      ]),
    );
    const { after } = await read(client, "follow_book", own);
    const revised = await read(client, "revise", { ...own, feedback: "Warmer." });
    expect(revised).toMatchObject({ command_type: "REVISE_PROPOSAL", status: "RECEIVED" });
    const { events } = await read(client, "follow_book", { ...own, after, wait_seconds: 10 });
    expect(events).toEqual([
      expect.objectContaining({
        event_type: "genesis.revision.requested",
        payload: expect.objectContaining({
          payload: expect.objectContaining({ feedback: "Warmer." }),
        }),
      }),
    ]);
    const book = await read(client, "read_book", own);
    expect(book).toMatchObject({ current_stage: "CONCEPT_SELECTION", is_pending: true });
    expect(JSON.stringify(book)).not.toContain(content.logline);
    const busy = await call(client, "regenerate", own);
    expect([busy.isError, JSON.parse(busy.text).code]).toEqual([true, "SESSION_BUSY"]);

    const { sessions } = await read(client, "list_books", { search: "assistant" });
    expect(sessions).toEqual([expect.objectContaining(own)]);
    const { chain } = await read(client, "read_provenance", { ...concept, pointer: "/title" });
    expect(chain).toEqual(expect.arrayContaining([expect.objectContaining({ kind: "user" })]));
    const schema = await read(client, "read_schema", { stage: "CONCEPT_SELECTION" });
    expect(JSON.stringify(schema)).toContain('"logline"');
    await client.close();
    await writer.command(session, "CANCEL_GENERATION");
  });
});

test("a finished book's chapter comes as a packet; material comes in word for word", async () => {
  const { cookie, novels, sessions } = await seed(edge.url);
  const theirs = new ApiClient(edge.url, cookie);
  const made = await theirs.post("/account/tokens", { name: "assistant", scope: "propose" });
  const client = await overHttp(String(fields(made)["token"]));
  const novel_id = novels[0] ?? "";
  const { outline } = outlined.parse(await read(client, "read_novel", { novel_id }));
  const chapter = outline.parts[0]?.chapters[0];
  const packet = await call(client, "read_chapter_packet", { novel_id, chapter: chapter?.id });
  expect([packet.isError, packet.text.includes(chapter?.title ?? "?")]).toEqual([false, true]);

  const text = "# 第一章\n\n潮水退了。\n";
  const session_id = sessions[0] ?? "";
  const brought = await read(client, "upload_material", { session_id, name: "书.md", text });
  const { material_id } = brought;
  expect(brought).toMatchObject({ name: "书.md", chars: text.length });
  const whole = await read(client, "read_material", { session_id, material_id });
  expect(whole["text"]).toBe(text);
  const { materials } = await read(client, "list_materials", { session_id });
  expect(materials).toEqual([expect.objectContaining({ material_id })]);

  const listed = await read(client, "list_novels", {});
  expect(listed["novels"]).toEqual(expect.arrayContaining([expect.objectContaining({ novel_id })]));
  await client.close();
});

test("a book is begun, has concepts proposed, and has a writer's own text placed; every tool is called here", async () => {
  const client = await overHttp(await token("propose"));
  const begun = async (title: string) =>
    String((await read(client, "begin_book", { title, language: "en" }))["session_id"]);
  const proposed = await begun("Low water");
  const concepts = await read(client, "propose_concepts", {
    session_id: proposed,
    idea: "A bell under water.",
  });
  expect(concepts).toMatchObject({ command_type: "SUBMIT_IDEA", status: "RECEIVED" });
  expect(await read(client, "read_book", { session_id: proposed })).toMatchObject({
    title: "Low water",
    language: "en",
    is_pending: true,
  });
  const session_id = await begun("High water");
  const text = "# Mara\n\nShe keeps the bell.\n";
  const { material_id } = await read(client, "upload_material", {
    session_id,
    name: "people.md",
    text,
  });
  const placing = { session_id, material_id, stage: "CHARACTERS" };
  const placed = await read(client, "place_material", { ...placing, section_ids: ["s1"] });
  expect(placed).toMatchObject({ command_type: "PLACE_MATERIAL", status: "RECEIVED" });
  const again = await call(client, "place_material", placing);
  expect([again.isError, JSON.parse(again.text).code]).toEqual([true, "DUPLICATE_COMMAND"]);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([]);
  await client.close();
});

test("a token that reads is refused what it does not reach, by the tool", async () => {
  const client = await overHttp(await token("read"));
  const content = conceptContent("Not this");
  const refused = await call(client, "save_candidate", {
    session_id: session,
    stage: "CONCEPT_SELECTION",
    content,
  });
  expect([refused.isError, JSON.parse(refused.text)]).toEqual([
    true,
    expect.objectContaining({ code: "SCOPE", scope: "read" }),
  ]);
  const elsewhere = await call(client, "read_book", { session_id: crypto.randomUUID() });
  expect([elsewhere.isError, JSON.parse(elsewhere.text).code]).toEqual([true, "NOT_FOUND"]);
  await client.close();
});

test("an assistant that has left is waited for no longer", async () => {
  const authorization = `Bearer ${await token("read")}`;
  const gone = new AbortController();
  const leaving = fetch(`${edge.url}/mcp`, {
    method: "POST",
    headers: {
      authorization,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: {
        name: "follow_book",
        arguments: { session_id: session, after: 100_000, wait_seconds: 25 },
      },
    }),
    signal: gone.signal,
  });
  const finished = async (route: string) => {
    const text = await (await fetch(`${edge.url}/metrics`)).text();
    const counts = text.split("\n").filter((line) => line.startsWith(`${COUNT}{route="${route}"`));
    return counts.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
  };
  const asked = () => finished(`${API_BASE}/sessions/:session_id/events`);
  const [events, answers] = [await asked(), await finished("/mcp")];
  await expect.poll(asked).toBeGreaterThan(events);
  gone.abort();
  await expect(leaving).rejects.toThrow();
  // Not after the 25 s that it would have waited.
  await expect.poll(() => finished("/mcp")).toBe(answers + 1);
});

test("without a token, or with one that is ended, there is no protocol; a cookie is none", async () => {
  const message = { jsonrpc: "2.0", id: 1, method: "tools/list" };
  expect(problemOf(await new ApiClient(edge.url).post("/mcp", message)).status).toBe(401);
  expect(problemOf(await writer.post("/mcp", message)).status).toBe(401);
  const answer = await fetch(`${edge.url}/mcp`);
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "OPTIONS, POST"]);
  await expect(overHttp("genesis_nothing")).rejects.toThrow();
});

test("over standard input and output its tools say that the token is missing", async () => {
  const client = await overStdio(null);
  const said = await call(client, "list_books");
  expect(said).toEqual({ isError: true, text: expect.stringContaining("GENESIS_TOKEN") });
  await client.close();
});
