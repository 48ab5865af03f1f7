/** As a writer presses it: a file taken along from a novel's page, the next book begun, an outline brought into it. */
import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import type { ModelContent, ModelReply, ModelRequest } from "../provision/model-server.ts";
import type { Writer, WriterLanguage } from "./writer.ts";

const WORDS = {
  "zh-CN": {
    choose: "选择格式",
    packet: "只要一章的写作包",
    take: "下载",
    next: "写下一部",
    bring: "带来写好的文字",
    bringIn: "带进来",
    place: /^放进/,
    outline: `# 立意\n\n书名：低水位\n\n一句话：守灯人听见灯把什么叫了回来。\n\n# 世界\n\n${"雨下了九天，钟在水下响。".repeat(6_000)}\n`,
    logline: "守灯人听见灯把什么叫了回来。",
  },
  en: {
    choose: "Choose a format",
    packet: "One chapter's packet",
    take: "Download",
    next: "Begin the next book",
    bring: "Bring text you have",
    bringIn: "Bring it in",
    place: /^Place in/,
    outline: `# Concept\n\nTitle: Low Water\n\nLogline: A keeper hears what the lamp called back.\n\n# World\n\n${"Nine days of rain, and the bell rings under the water. ".repeat(4_000)}\n`,
    logline: "A keeper hears what the lamp called back.",
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

/** 200 KB of the writer's own go in, their concept is placed, kept word for word, and confirmed. */
export async function bringOutline(writer: Writer, language: WriterLanguage): Promise<void> {
  const { page } = writer;
  const words = WORDS[language];
  await writer.press(words.bring);
  const buffer = Buffer.from(words.outline);
  expect(buffer.byteLength).toBeGreaterThan(200_000);
  await page
    .locator(".material-bring input[type=file]")
    .setInputFiles({ name: "outline.md", mimeType: "text/markdown", buffer });
  await writer.press(words.bringIn);
  await page.getByRole("button", { name: words.place }).first().click();
  const placed = await writer.untilProposed("CONCEPT_SELECTION");
  const [round] = placed.stages.CONCEPT_SELECTION.proposals;
  expect(round?.origin.kind).toBe("import");
  expect(round?.candidates[0]?.content).toMatchObject({ logline: words.logline });
  await writer.choose("CONCEPT_SELECTION");
  await writer.confirm();
  await writer.untilProposed("STORY_CONCEPTION");
}

const IN_WORDS = "Short and wet: it counts days, hears the bell, and never says why.";

/** A model that says this of a voice which it is to describe, and else its own. */
export async function saysTheVoice(request: ModelRequest, own: ModelContent): Promise<ModelReply> {
  const isAsked = JSON.stringify(request.messages).includes("Describe the voice of these pages");
  const voice = { ...Object(own["voice"]), description: IN_WORDS };
  return isAsked ? { kind: "answer", content: { ...own, voice } } : { kind: "answer" };
}

/** In English, with a model: the voice of what was brought is measured, and the model puts it in words. */
export async function putVoiceInWords(writer: Writer): Promise<void> {
  const { page } = writer;
  await writer.choose("STORY_CONCEPTION");
  await page.getByRole("tab", { name: "Material" }).click();
  await page.locator(".material-entry summary").first().click();
  await writer.press("Measure its voice");
  await writer.press("Have the model put it in words");
  const { stages } = await writer.untilProposed("STORY_CONCEPTION", 2);
  const candidate = stages.STORY_CONCEPTION.proposals.at(-1)?.candidates[0];
  expect(candidate?.changed).toEqual(["/voice/description"]);
  expect(candidate?.content).toMatchObject({ voice: { description: IN_WORDS } });
  const sent = writer.commands.at(-1);
  expect(sent?.payload).toMatchObject({ only: ["/voice/description"] });
  expect(sent?.payload["feedback"]).toContain("the bell rings under the water");
}
