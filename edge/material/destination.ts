/** Where a section would go, by the words that writers head such sections with. The writer corrects it. */
import type { Destination } from "#shared/material/destinations.ts";

/** Whole words of a heading, a folder or a front matter, in the order in which they are looked for. */
const WORDS: readonly (readonly [Destination, RegExp])[] = [
  [
    "character",
    /\b(?:characters?|cast|people|persons?|protagonists?|antagonists?|heroes?|dramatis personae)\b|人物|角色|主角|配角|反派|登场/i,
  ],
  [
    "chapter",
    /\b(?:chapters?|outline|plot|beats?|scenes?|synopsis by chapter|manuscript|draft|acts?)\b|大纲|大綱|章节|章節|剧情|劇情|情节|细纲|分章|正文|卷纲/i,
  ],
  [
    "world",
    /\b(?:world(?:building|view)?|setting|places?|locations?|rules?|magic|factions?|history|glossary|lore|codex|timeline|map)\b|世界|设定|設定|地点|地點|规则|規則|势力|勢力|历史|境界|门派|术语|词汇|地图/i,
  ],
  ["concept", /\b(?:concepts?|pitch|hook|logline|high concept)\b|立意|卖点|賣點|一句话/i],
  [
    "story",
    /\b(?:story|premise|themes?|synopsis|summary|conflict|arcs?|threads?|voice|ending|structure)\b|故事|主题|主題|简介|梗概|冲突|結局|结局|线索|爽点|主线/i,
  ],
  ["idea", /\b(?:ideas?|brainstorm|inspiration)\b|灵感|靈感|点子|想法|脑洞/i],
  [
    "notes",
    /\b(?:notes?|research|todo|misc|references?|journal)\b|笔记|筆記|备注|资料|参考|随笔|杂项/i,
  ],
];

const NUMBERED_CHAPTER =
  /^[【〖[(（]?\s*第.{1,10}[章回节節幕话話折卷部篇集]|^(?:chapter|scene|prologue|epilogue|part|act|book|volume|interlude)\b|^(?:序章|序幕|楔子|引子|尾声|终章|番外)|^(?:\d{1,4}|[IVXLC]{1,8})[.、]?$/i;

export interface HeadingWords {
  readonly goes_to: Destination;
  /** The heading names one thing (第三章, Chapter IV) and no kind of things (Chapters, 人物). */
  readonly isOne: boolean;
}

/** Null where the heading says nothing of it. */
export function destinationOfHeading(heading: string): HeadingWords | null {
  if (NUMBERED_CHAPTER.test(heading)) return { goes_to: "chapter", isOne: true };
  // A long heading mentions such words by the way.
  if (heading.length > 40) return null;
  const found = WORDS.find(([, words]) => words.test(heading));
  return found === undefined ? null : { goes_to: found[0], isOne: false };
}

const FRONT_MATTER_KEYS = /^(?:type|category|kind|tags?|class)\s*:(.*)$/i;
const FRONT_MATTER_LINES = 40;

/** By what the front matter says of a note, else by the folders that it stands in, the nearest first. */
export function destinationOfFile(name: string, text: string): Destination | null {
  const said = frontMatter(text)
    .map((line) => FRONT_MATTER_KEYS.exec(line)?.[1])
    .find((value) => value !== undefined);
  if (said !== undefined) {
    const found = WORDS.find(([, words]) => words.test(said));
    if (found !== undefined) return found[0];
  }
  const folders = name.split("/").slice(0, -1).toReversed();
  for (const folder of folders) {
    const found = destinationOfHeading(folder);
    if (found !== null) return found.goes_to;
  }
  return null;
}

function frontMatter(text: string): readonly string[] {
  if (!text.startsWith("---")) return [];
  const lines = text.slice(0, 8_000).split(/\r?\n/, FRONT_MATTER_LINES);
  const end = lines.indexOf("---", 1);
  return end === -1 ? [] : lines.slice(1, end);
}
