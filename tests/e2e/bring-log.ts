/** As a writer presses it: a book's log is taken away and brought again; of one that was changed the line is named. */
import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import type { SessionState } from "#shared/session/state.ts";
import { STAGES } from "#shared/stages.ts";
import type { Writer, WriterLanguage } from "./writer.ts";

const WORDS = {
  "zh-CN": {
    history: "历史",
    take: "带走日志",
    bring: "带一份日志进来",
    file: "日志文件",
    refused: /第 (\d+) 行不是写下时的样子/,
  },
  en: {
    history: "History",
    take: "Take the log away",
    bring: "Bring a log",
    file: "Log file",
    refused: /line (\d+) is not as it was written/,
  },
} as const;

/** From the book that is open to its equal, by way of the shelf. */
export async function bringLog(writer: Writer, language: WriterLanguage): Promise<void> {
  const { page } = writer;
  const words = WORDS[language];
  const taken = await writer.state();
  await page.getByRole("tab", { name: words.history }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: words.take }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).split("\n");
  await page.goto(new URL("/", page.url()).href);
  await page.getByRole("button", { name: words.bring }).click();
  const bring = async (name: string, text: readonly string[]) => {
    const buffer = Buffer.from(text.join("\n"));
    const file = { name, mimeType: "application/jsonl", buffer };
    await page.getByLabel(words.file).setInputFiles(file);
  };
  const at = Math.floor(lines.length / 2);
  const changed = lines.map((line, index) => (index === at ? line.replace("a", "b") : line));
  const before = writer.complaints.length;
  await bring("changed.jsonl", changed);
  const refusal = await page.getByText(words.refused).textContent();
  expect(Number(words.refused.exec(refusal ?? "")?.[1])).toBe(at + 1);
  // The browser's own word on the refusal is the only one.
  expect(writer.complaints.splice(before)).toEqual([expect.stringContaining("422")]);
  await bring("whole.jsonl", lines);
  await page.waitForURL(/\/sessions\//);
  const brought = await writer.state();
  expect(brought.session_id).not.toBe(taken.session_id);
  expect(textsOf(brought)).toEqual(textsOf(taken));
}

function textsOf({ title, status, current_stage, brief, stages }: SessionState) {
  const texts = STAGES.map((stage) => {
    const { proposals, accepted } = stages[stage];
    const contents = proposals.map((round) => round.candidates.map(({ content }) => content));
    return { stage, contents, accepted: accepted?.content ?? null };
  });
  return { title, status, current_stage, brief, texts };
}
