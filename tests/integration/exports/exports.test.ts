/** Every kind of export, of every kind of name, opened by programs that are not ours. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { extractRawText } from "mammoth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Novel } from "#shared/foundation/novel.ts";
import { EXPORT_FORMATS, type ExportFormat } from "#shared/http/novel-routes.ts";
import type { Section } from "#shared/novel/document.ts";
import { indexNovel } from "#shared/novel/novel-index.ts";
import { ALL_BESIDE, novelSections } from "#shared/novel/novel-document.ts";
import { STAGES } from "#shared/stages.ts";
import { exportNovel, type MadeFile } from "../../../edge/export/novel/novel-export.ts";
import type { Wanted } from "../../../edge/export/novel/scope.ts";
import { venvPython } from "../../../local/processes/python.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { NOVELS, TITLES } from "./hostile.ts";

const SCHEMA_URL = "http://127.0.0.1/api/schemas/novel-file.schema.json";
const SCHEMA = join(repositoryRoot, "docs", "schemas", "novel-file.schema.generated.json");
const NAMES = Object.keys(NOVELS);

const docxRead = z.object({
  text: z.array(z.string()),
  headings: z.array(z.tuple([z.string(), z.string()])),
  comments: z.array(z.string()),
  title: z.string(),
  hasContents: z.boolean(),
});
const epubRead = z.object({
  first: z.tuple([z.string(), z.int(), z.int()]),
  text: z.array(z.string()),
  broken: z.array(z.string()),
  links: z.int(),
  title: z.string(),
  language: z.string(),
  documents: z.int(),
  contents: z.int(),
});
const notes = z.record(z.string(), z.string());

let folder: string;
let read: Record<string, unknown>;
const files = new Map<string, MadeFile>();

async function make(novel: Novel, wanted: Partial<Wanted> & Pick<Wanted, "format">) {
  const all = { stage: null, chapter: null, beside: ALL_BESIDE, ...wanted };
  const made = await exportNovel(novel, all, SCHEMA_URL);
  if (made.outcome !== "MADE") throw new Error(made.outcome);
  return made.file;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "genesis-exports-"));
  const put = async (name: string, format: ExportFormat, wanted: Partial<Wanted> = {}) => {
    const novel = NOVELS[name.split("-")[0] ?? ""];
    if (novel === undefined) throw new Error(name);
    const file = await make(novel, { format, ...wanted });
    const ending = file.name.slice(file.name.lastIndexOf("."));
    files.set(`${name}${ending}`, file);
    await writeFile(join(folder, `${name}${ending}`), file.bytes);
  };
  for (const name of NAMES) for (const format of EXPORT_FORMATS) await put(name, format);
  const chapter = indexNovel(NOVELS["en"] ?? fail()).chapters[2]?.chapter.id ?? "";
  for (const format of EXPORT_FORMATS) {
    await put("en-packet", format, { chapter });
    for (const stage of STAGES) await put(`zh-${stage}`, format, { stage });
  }
  const nothing = { brief: false, provenance: false, checks: false };
  await put("zh-bare", "json", { beside: nothing });
  const script = join(import.meta.dirname, "read_exports.py");
  const { stdout } = await promisify(execFile)(venvPython, [script, folder, SCHEMA], {
    maxBuffer: 256 * 1024 * 1024,
  });
  read = z.record(z.string(), z.unknown()).parse(JSON.parse(stdout));
});
afterAll(() => rm(folder, { recursive: true }));

function fail(): never {
  throw new Error("no such novel");
}

/** What a reader sees of the sections, a line a line. */
function linesOf(sections: readonly Section[]): string[] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      switch (block.kind) {
        case "heading":
          return [block.line.map(({ text }) => text).join("")];
        case "paragraph":
          return block.lines.map((line) => line.map(({ text }) => text).join(""));
        case "quote":
          return [...block.paragraphs];
        case "list":
          return block.items.flatMap(({ line, below }) =>
            [line, ...below].map((one) => one.map(({ text }) => text).join("")),
          );
      }
    }),
  );
}

/** As XML can say it. */
const said = (text: string) => text.replace(/[\v\f]/g, " ").replace(/\p{Cc}/gu, "");

describe.each(NAMES)("the novel %s", (name) => {
  const novel = NOVELS[name] ?? fail();
  const lines = linesOf(novelSections(novel)).map(said);

  test("opens as DOCX in python-docx and in mammoth, with every text, its headings and contents", async () => {
    const found = docxRead.parse(read[`${name}.docx`]);
    const text = found.text.flatMap((paragraph) => paragraph.split("\n"));
    expect(lines.filter((line) => !text.includes(line))).toEqual([]);
    expect(found.title).toBe(said(novel.title).trim());
    expect(found.headings[0]).toEqual(["Title", said(novel.title)]);
    expect(found.headings.length).toBeGreaterThan(60);
    expect(found.hasContents).toBe(true);
    expect(found.comments.length).toBe(novel.open_questions.length);
    const file = files.get(`${name}.docx`) ?? fail();
    const { value } = await extractRawText({ buffer: Buffer.from(file.bytes) });
    expect(lines.filter((line) => !value.includes(line))).toEqual([]);
  });

  test("opens as EPUB in another library, whole, with no link that leads nowhere", () => {
    const found = epubRead.parse(read[`${name}.epub`]);
    expect(found.first).toEqual(["mimetype", 0, 0]);
    const text = found.text.join("");
    expect(lines.filter((line) => !text.includes(line))).toEqual([]);
    expect(found).toMatchObject({ broken: [], title: said(novel.title).trim() });
    expect(found).toMatchObject({ language: novel.language, documents: expect.any(Number) });
    expect(found.links).toBeGreaterThan(100);
    expect(found.contents).toBeGreaterThan(5);
  });

  test("is a vault whose links all lead to a note, and whose names every system takes", () => {
    const found = notes.parse(read[`${name}.zip`]);
    const paths = new Set(Object.keys(found));
    const links = Object.values(found).flatMap(linksIn);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((link) => !paths.has(`${link}.md`))).toEqual([]);
    const names = [...paths].map((path) => path.split("/").at(-1)?.toLowerCase() ?? "");
    expect(new Set(names).size).toBe(names.length);
    for (const path of paths) {
      for (const part of path.replace(/\.md$/, "").split("/")) {
        expect(part).toMatch(/^(?![.\s])[^\\/:*?"<>|#^[\]\p{Cc}\p{Cf}]+(?<![.\s])$/u);
        expect(part).not.toMatch(/^(con|nul|aux|prn)$/i);
        expect(new TextEncoder().encode(part).byteLength).toBeLessThan(250);
      }
    }
    const { characters, places, chapters } = {
      characters: novel.characters.characters.length,
      places: novel.world.places.length,
      chapters: indexNovel(novel).chapters.length,
    };
    const of = (type: string) =>
      Object.values(found).filter((text) => text.startsWith(`---\ntype: "${type}"\n`)).length;
    expect([of("person"), of("place"), of("chapter")]).toEqual([characters, places, chapters]);
    expect(of("thread")).toBeGreaterThan(0);
  });

  test("is JSON by the published schema, and the novel as it is", () => {
    expect(read[`${name}.json`]).toEqual({ invalid: [] });
    const { bytes } = files.get(`${name}.json`) ?? fail();
    const { $schema, kind, ...rest } = z
      .looseObject({ $schema: z.string(), kind: z.string() })
      .parse(JSON.parse(new TextDecoder().decode(bytes)));
    expect([$schema, kind]).toEqual([SCHEMA_URL, "novel"]);
    expect(rest).toEqual(novel);
  });

  test("has a file name that every system takes, never empty", () => {
    for (const format of EXPORT_FORMATS) {
      const file = [...files].find(([key]) => key.startsWith(`${name}.`))?.[1] ?? fail();
      expect(file.name).toMatch(/^[^\\/:*?"<>|\p{Cc}\p{Cf}]+\.\w+$/u);
      expect([format, new TextEncoder().encode(file.name).byteLength < 255]).toEqual([
        format,
        true,
      ]);
    }
  });
});

/** Wiki links in the text and in the properties, and Markdown's own; what is escaped is no link. */
function linksIn(note: string): string[] {
  const [, properties = "", body = ""] = note.split(/^---$/m);
  const quoted = [...properties.matchAll(/"\[\[([^\]]+)\]\]"/g)].map(([, link = ""]) => link);
  const text = body.replace(/\\./g, "");
  const wiki = [...text.matchAll(/\[\[([^\]|]+)(?:\|[^\]]*)?\]\]/g)].map(([, link = ""]) => link);
  const plain = [...text.matchAll(/\]\(([^)]+)\.md\)/g)].map(([, link = ""]) =>
    decodeURIComponent(link),
  );
  return [...quoted, ...wiki, ...plain];
}

test("a stage alone and a chapter's packet open in every kind, by the same schema", () => {
  for (const name of ["en-packet", ...STAGES.map((stage) => `zh-${stage}`)]) {
    expect([name, read[`${name}.json`]]).toEqual([name, { invalid: [] }]);
    expect(docxRead.parse(read[`${name}.docx`]).text.length).toBeGreaterThan(10);
    expect(epubRead.parse(read[`${name}.epub`]).broken).toEqual([]);
    const vault = notes.parse(read[`${name}.zip`]);
    expect([name, Object.keys(vault).length]).toEqual([name, 1]);
    expect(Object.values(vault).flatMap(linksIn)).toEqual([]);
  }
});

test("a packet tells only what is known by then, in every kind", () => {
  const told = [
    docxRead.parse(read["en-packet.docx"]).text.join("\n"),
    epubRead.parse(read["en-packet.epub"]).text.join("\n"),
    Object.values(notes.parse(read["en-packet.zip"])).join("\n"),
    new TextDecoder().decode((files.get("en-packet.md") ?? fail()).bytes),
    new TextDecoder().decode((files.get("en-packet.json") ?? fail()).bytes),
  ];
  for (const text of told) {
    expect(text).toContain("Get the sluice log from her father without a conversation.");
    // Chapter 4 reveals it, and Mr Lisle comes with chapter 5.
    expect(text).not.toContain("Tom went back for the Pell child");
    expect(text).not.toContain("Lisle");
  }
});

test("brief, provenance and checks are left out where they are not wanted; a sample is labelled all the same", async () => {
  const novel = NOVELS["zh"] ?? fail();
  const beside = { brief: false, provenance: false, checks: false };
  const { bytes } = await make(novel, { format: "markdown", beside });
  const text = new TextDecoder().decode(bytes);
  expect(text).toContain("（样例）");
  expect(text).not.toContain("（你写的）");
  expect(text).not.toContain("## 检查");
  expect(text).not.toContain("## 写书的人说的");
  expect(read["zh-bare.json"]).toEqual({ invalid: [] });
  const bare = z
    .looseObject({ field_origins: z.record(z.string(), z.object({ kind: z.string() })) })
    .parse(JSON.parse(new TextDecoder().decode((files.get("zh-bare.json") ?? fail()).bytes)));
  expect(Object.keys(bare)).not.toContain("brief");
  expect(new Set(Object.values(bare.field_origins).map(({ kind }) => kind))).toEqual(
    new Set(["sample"]),
  );
});

test("the same book gives the same bytes", async () => {
  const novel = NOVELS["en"] ?? fail();
  for (const format of ["markdown", "obsidian", "epub", "json"] as const) {
    const [one, other] = [await make(novel, { format }), await make(novel, { format })];
    expect(one).toEqual(other);
  }
});

test("a title in Markdown stays text", () => {
  const markdown = new TextDecoder().decode((files.get("markdown.md") ?? fail()).bytes);
  expect(markdown).toContain(
    "# A\\*B\\_C \\[\\[D\\]\\] \\`E\\` #F \\| \\~G\\~ $H$ ==I== %%J%% ^k \\#\n",
  );
  expect(Object.keys(TITLES)).toContain("markdown");
});
