/** Files as the usual programs write them: each is taken whole, or refused with a word that says what to do. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  Document,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  InsertedTextRun,
  Packer,
  Paragraph,
  Tab,
  TextRun,
} from "docx";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { LEFT_OUT, REFUSAL_REASONS } from "#shared/material/destinations.ts";
import { readMaterial } from "../../../edge/material/read-material.ts";
import { venvPython } from "../../../local/processes/python.ts";

const made = z.record(
  z.string(),
  z.strictObject({
    text: z.string(),
    headings: z.array(z.string()).optional(),
    sections: z.int().optional(),
    left_out: z.array(z.enum(LEFT_OUT)).default([]),
    refused: z.enum(REFUSAL_REASONS).optional(),
  }),
);

let folder: string;
let files: z.infer<typeof made>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "genesis-materials-"));
  const script = join(import.meta.dirname, "make_materials.py");
  const { stdout } = await promisify(execFile)(venvPython, [script, folder], {
    maxBuffer: 64 * 1024 * 1024,
  });
  files = made.parse(JSON.parse(stdout));
});
afterAll(() => rm(folder, { recursive: true }));

test("what python-docx, EbookLib, zipfile and Python's codecs write is taken whole, character by character", async () => {
  expect(Object.keys(files).length).toBeGreaterThan(30);
  for (const [name, expected] of Object.entries(files)) {
    const read = await readMaterial(name, new Uint8Array(await readFile(join(folder, name))));
    if (read.outcome === "REFUSED") {
      expect([name, read.reason]).toEqual([name, expected.refused]);
      continue;
    }
    const { text, sections, leftOut } = read.material;
    expect([name, text]).toEqual([name, expected.text]);
    expect([name, leftOut]).toEqual([name, expected.left_out]);
    const headings = sections.map(({ level, heading }) => `${level} ${heading}`);
    if (expected.headings !== undefined)
      expect([name, headings]).toEqual([name, expected.headings]);
    if (expected.sections !== undefined) {
      expect([name, sections.length]).toEqual([name, expected.sections]);
    }
  }
});

test("what the docx of npm writes: changes as accepted, notes, links, and what it leaves out is said", async () => {
  const change = { id: 1, author: "Editor", date: "2026-01-01T00:00:00Z" };
  const document = new Document({
    footnotes: { 1: { children: [new Paragraph("Under the water.")] } },
    comments: {
      children: [{ id: 0, author: "E", date: new Date(0), children: [new Paragraph("?")] }],
    },
    sections: [
      {
        children: [
          new Paragraph({ text: "潮账", heading: HeadingLevel.TITLE }),
          new Paragraph({ text: "Chapter I", heading: HeadingLevel.HEADING_1 }),
          new Paragraph({
            children: [
              new TextRun({ children: ["She ", new Tab(), "rang"] }),
              new DeletedTextRun({ ...change, text: " the gong" }),
              new InsertedTextRun({ ...change, id: 2, text: " the bell" }),
              new FootnoteReferenceRun(1),
            ],
          }),
          new Paragraph({
            children: [
              new CommentRangeStart(0),
              new ExternalHyperlink({
                link: "https://example.org",
                children: [new TextRun("linked")],
              }),
              new CommentRangeEnd(0),
              new TextRun({ children: [new CommentReference(0)] }),
            ],
          }),
        ],
      },
    ],
  });
  const packed = await Packer.toArrayBuffer(document);
  const read = await readMaterial("a.docx", new Uint8Array(packed));
  if (read.outcome === "REFUSED") throw new Error(read.reason);
  expect(read.material.text.trim()).toBe(
    "潮账\n\nChapter I\n\nShe \trang the bell[^1]\n\nlinked\n\n[^1]: Under the water.",
  );
  expect(read.material.sections.map(({ heading }) => heading)).toContain("Chapter I");
  expect([...read.material.leftOut].toSorted()).toEqual(["comments", "deletions"]);
});
