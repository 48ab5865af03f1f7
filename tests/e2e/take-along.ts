/** On a novel's page: a file taken along, and the next book begun, as a writer presses it. */
import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import type { Writer, WriterLanguage } from "./writer.ts";

const WORDS = {
  "zh-CN": {
    choose: "选择格式",
    packet: "只要一章的写作包",
    take: "下载",
    next: "写下一部",
  },
  en: {
    choose: "Choose a format",
    packet: "One chapter's packet",
    take: "Download",
    next: "Begin the next book",
  },
} as const;

/** The whole book as DOCX, then the first chapter's packet as Markdown. */
export async function takeFiles(writer: Writer, language: WriterLanguage): Promise<void> {
  const { page } = writer;
  const words = WORDS[language];
  await page.getByRole("button", { name: words.choose }).click();
  const menu = page.locator(".novel-export-menu");
  await menu.waitFor();
  const take = async () => {
    const download = page.waitForEvent("download");
    await menu.getByRole("button", { name: words.take }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const book = await take();
  expect(book.name).toMatch(/\.docx$/);
  expect(book.bytes.subarray(0, 2).toString()).toBe("PK");
  await menu.getByRole("radio", { name: /Markdown/ }).check();
  const first = menu.locator(`optgroup[label="${words.packet}"] option`).first();
  await menu.locator("select").selectOption((await first.getAttribute("value")) ?? "");
  const packet = await take();
  expect(packet.name).toMatch(/\.md$/);
  expect(packet.bytes.toString()).toMatch(/^# (第 1 章|Chapter 1)/);
}

export async function beginNextBook(writer: Writer, language: WriterLanguage): Promise<void> {
  const { page } = writer;
  await page.getByRole("button", { name: WORDS[language].next }).click();
  await page.waitForURL(/\/sessions\//);
  const state = await writer.state();
  expect(state.series?.number).toBe(2);
  expect(state.stages.WORLDVIEW.working?.locked.length).toBeGreaterThan(5);
  expect(state.questions.length).toBeGreaterThanOrEqual(6);
}
