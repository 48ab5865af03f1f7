/** A writer's material over the wire: in word for word, its map, its text and its file back, and gone with its book. */
import fc from "fast-check";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { material, materialList, materialText } from "#shared/material/material.ts";
import { API_BASE } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, type Answer, fields, problemOf } from "./client.ts";
import { docx, paragraph } from "./material-files.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let owner: Sql;
let edge: StartedEdge;
let writer: ApiClient;
let session: string;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  edge = await startTestEdge(database.url);
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop()]);
  await database.drop();
});
beforeEach(async () => {
  writer = new ApiClient(edge.url);
  session = await writer.createSession();
});

async function upload(
  file: string | Uint8Array<ArrayBuffer>,
  name = "mine.md",
  more: Readonly<Record<string, string>> = {},
  type = "text/plain",
): Promise<Answer> {
  const form = new FormData();
  form.set("file", new File([file], name, { type }));
  for (const [field, value] of Object.entries(more)) form.set(field, value);
  const response = await fetch(`${edge.url}${API_BASE}/sessions/${session}/materials`, {
    method: "POST",
    headers: { cookie: writer.cookie ?? "" },
    body: form,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function added(...given: Parameters<typeof upload>) {
  const answer = await upload(...given);
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([201, expect.any(String)]);
  return material.parse(JSON.parse(answer.text));
}

async function textOf(id: string, section?: string): Promise<string> {
  let text = "";
  let after: number | null = 0;
  while (after !== null) {
    const query: string = `after=${after}${section === undefined ? "" : `&section_id=${section}`}`;
    const answer = await writer.get(`/sessions/${session}/materials/${id}/text?${query}`);
    expect(answer.status).toBe(200);
    const page = materialText.parse(JSON.parse(answer.text));
    text += page.text;
    after = page.next;
  }
  return text;
}

async function fileOf(id: string): Promise<Uint8Array> {
  const answer = await fetch(`${edge.url}${API_BASE}/sessions/${session}/materials/${id}/file`, {
    headers: { cookie: writer.cookie ?? "" },
  });
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

test("a file is answered with the map of its sections, and listed", async () => {
  const text = "前言\n# 人物\n## 林晚\n守钟人。\n# 第一章\n雨。";
  const kept = await added(text, "C:\\books\\设定.md");
  expect(kept).toMatchObject({
    name: "设定.md",
    kind: "markdown",
    encoding: "utf-8",
    chars: Array.from(text).length,
  });
  expect(kept.sections.map(({ heading, goes_to }) => [heading, goes_to])).toEqual([
    ["前言", "notes"],
    ["人物", "character"],
    ["林晚", "character"],
    ["第一章", "chapter"],
  ]);
  expect(await textOf(kept.material_id, kept.sections[2]?.section_id)).toBe("## 林晚\n守钟人。\n");
  const listed = await writer.get(`/sessions/${session}/materials`);
  const { materials } = materialList.parse(JSON.parse(listed.text));
  expect(materials.map(({ material_id }) => material_id)).toEqual([kept.material_id]);
});

test("from upload to read back and to the account's export a text is the same character by character, and its file byte by byte", async () => {
  const brought: Buffer[] = [];
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 400 }), async (drawn) => {
      const text = `x${drawn.replaceAll("\0", "").toWellFormed()}`;
      const bytes = new TextEncoder().encode(text);
      const { material_id, sections, chars } = await added(new Uint8Array(bytes), "a.txt");
      expect(await textOf(material_id)).toBe(text);
      expect(await fileOf(material_id)).toEqual(bytes);
      const parts = await Promise.all(sections.map((s) => textOf(material_id, s.section_id)));
      expect(parts.join("")).toBe(text);
      expect(chars).toBe(Array.from(text).length);
      brought.push(Buffer.from(bytes));
    }),
    { numRuns: 15 },
  );
  const taken = await fetch(`${edge.url}${API_BASE}/account/export`, {
    headers: { cookie: writer.cookie ?? "" },
  });
  const archive = Buffer.from(await taken.arrayBuffer());
  expect(brought.filter((bytes) => !archive.includes(bytes))).toEqual([]);
});

test("a large book is read in pages that join to it, and a document's file comes back as it came", async () => {
  const text = "第一章\n雨下了一夜。😀\n".repeat(60_000);
  const { material_id, sections } = await added(text, "book.txt");
  expect(sections).toHaveLength(4_999);
  expect(await textOf(material_id)).toBe(text);
  const bytes = docx(paragraph("Hello"));
  const document = await added(bytes, "a.docx");
  expect(await fileOf(document.material_id)).toEqual(bytes);
});

test("the writer corrects the map, and a section that it does not have is told", async () => {
  const { material_id } = await added("# A\nx\n# B\ny");
  const path = `/sessions/${session}/materials/${material_id}/map`;
  const send = (section_id: string) =>
    writer.send("PUT", path, {
      body: JSON.stringify({ sections: [{ section_id, goes_to: "world" }] }),
    });
  const mapped = material.parse(JSON.parse((await send("s2")).text));
  expect(mapped.sections.map(({ goes_to }) => goes_to)).toEqual(["notes", "world"]);
  const wrong = await send("s9");
  expect(problemOf(wrong)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
  expect(fields(wrong)["issues"]).toEqual([
    { path: "/sections/0/section_id", message: "this material has no such section" },
  ]);
});

test("each refusal has its status, its reason and a word that says what to do", async () => {
  const big = new Uint8Array(10 * 1024 * 1024 + 1).fill(65);
  const expected: [Promise<Answer>, number, string, string | undefined][] = [
    [upload("%PDF-1.7", "a.pdf"), 415, "UNSUPPORTED_MEDIA_TYPE", "UNSUPPORTED_KIND"],
    [upload("no zip", "a.docx"), 422, "VALIDATION_FAILED", "ARCHIVE_CUT"],
    [upload("", "a.md"), 422, "VALIDATION_FAILED", "EMPTY"],
    [upload("x", "a.md", { encoding: "koi8" }), 422, "VALIDATION_FAILED", undefined],
    [upload(big, "a.txt"), 413, "PAYLOAD_TOO_LARGE", undefined],
    [
      writer.send("POST", `/sessions/${session}/materials`, {
        body: "broken",
        headers: { "content-type": "multipart/form-data; boundary=x" },
      }),
      400,
      "MALFORMED_JSON",
      undefined,
    ],
    [writer.post(`/sessions/${session}/materials`, {}), 415, "UNSUPPORTED_MEDIA_TYPE", undefined],
  ];
  for (const [answer, status, code, reason] of expected) {
    const told = await answer;
    expect(problemOf(told)).toEqual({ status, code });
    expect(fields(told)["reason"]).toBe(reason);
  }
  expect((await added(big.subarray(1), "a.txt")).chars).toBe(10 * 1024 * 1024);
});

test("a lying header is not believed: the bytes say what the encoding is", async () => {
  const gbk = new Uint8Array([0xd6, 0xd0, 0xce, 0xc4, 0xb5, 0xc4, 0xca, 0xc7]);
  const kept = await added(gbk, "a.txt", {}, "text/plain; charset=utf-8");
  expect(kept.encoding).toBe("gb18030");
  expect(await textOf(kept.material_id)).toBe("中文的是");
});

test("a material is in the account's export and its bytes, gone when it is taken away, and with its book", async () => {
  const { material_id } = await added("# Mine\nword for word\n", "我的:书.md");
  const all = await fetch(`${edge.url}${API_BASE}/account/export`, {
    headers: { cookie: writer.cookie ?? "" },
  });
  const zip = Buffer.from(await all.arrayBuffer()).toString("utf8");
  expect(zip).toContain(`materials/${material_id} 我的 书.md`);
  expect(zip).toContain("# Mine\nword for word\n");
  const measured = async () => {
    await owner`select genesis.measure_storage('1 hour', 1000)`;
    const [row] = await owner<{ bytes: string }[]>`
      select bytes from session_sizes where session_id = ${session}`;
    return Number(row?.bytes);
  };
  const withIt = await measured();
  const path = `/sessions/${session}/materials/${material_id}`;
  expect((await writer.send("DELETE", path)).status).toBe(204);
  expect(problemOf(await writer.get(path))).toEqual({ status: 404, code: "NOT_FOUND" });
  const gone = await measured();
  expect(gone - withIt).toBeLessThan(1_200);
  const another = await added("x".repeat(100_000));
  expect((await measured()) - gone).toBeGreaterThan(200_000);
  await writer.send("DELETE", `/sessions/${session}`);
  const after = await writer.get(`/sessions/${session}/materials/${another.material_id}`);
  expect(after.status).toBe(404);
  await owner`update genesis_sessions set deleted_at = now() - interval '90 days' where session_id = ${session}`;
  await owner`select genesis.erase_session(${session}, 1000)`;
  const rows = await owner`select from materials where session_id = ${session}`;
  expect(rows).toHaveLength(0);
});

test("PLACE_MATERIAL starts a generation of its stage; what the session does not have is told", async () => {
  const { material_id } = await added("# 林晚\n守钟人。");
  const place = (payload: object) =>
    writer.command(session, "PLACE_MATERIAL", { material_id, stage: "CHARACTERS", ...payload });
  expect(problemOf(await place({ section_ids: ["s7"] }))).toEqual({
    status: 422,
    code: "VALIDATION_FAILED",
  });
  expect((await place({ material_id: crypto.randomUUID() })).status).toBe(422);
  const idea = { idea: "x", material_ids: [crypto.randomUUID()] };
  expect((await writer.command(session, "SUBMIT_IDEA", idea)).status).toBe(422);
  const accepted = await place({ section_ids: ["s1"] });
  expect([accepted.status, fields(accepted)["status"]]).toEqual([202, "RECEIVED"]);
  const again = await place({});
  expect(problemOf(again)).toEqual({ status: 409, code: "DUPLICATE_COMMAND" });
  const state = fields(await writer.get(`/sessions/${session}/state`));
  expect(state["available_commands"]).not.toContain("PLACE_MATERIAL");
});
