/**
 * Headings in plain text and Markdown, of every habit: `#`, `＃ 第２章`, 【第三章】, 第十二回, Chapter IV,
 * numbered ones. Line by line, and each line is looked at once.
 */
import { MAX_SECTIONS, type Mark } from "./pieces.ts";
import type { Turns } from "#runtime/work/turns.ts";

/** A longer line is a paragraph, whatever it begins with. */
const LONGEST_HEADING = 120;
/** A line costs so much beside its characters. */
const LINE_WORK = 8;

interface Line {
  readonly at: number;
  readonly text: string;
}

interface Found {
  readonly level: number;
  readonly heading: string;
}

/** @param atMost what follows is not looked at */
export async function headingsIn(
  text: string,
  turns: Turns,
  atMost = MAX_SECTIONS,
): Promise<Mark[]> {
  const marks: Mark[] = [];
  let before: Line | null = null;
  let isCode = false;
  let isFrontMatter = false;
  let n = 0;
  const lines = linesOf(text);
  let next = lines.next();
  while (!next.done && marks.length < atMost) {
    const line = next.value;
    next = lines.next();
    const after = next.done ? "" : next.value.text;
    const end = next.done ? text.length : next.value.at;
    if (turns.isOver(end - line.at + LINE_WORK)) await turns.next();
    n += 1;
    if (n === 1 && line.text === "---") isFrontMatter = true;
    else if (isFrontMatter) {
      isFrontMatter = line.text !== "---";
    } else if (/^\s{0,3}(?:```|~~~)/.test(line.text)) isCode = !isCode;
    else if (!isCode) {
      const isApart =
        before === null || before.text.trim() === "" || marks.at(-1)?.at === before.at;
      const found = headingOf(line.text, isApart, after);
      if (found !== null) marks.push({ at: line.at, ...found });
    }
    before = line;
  }
  return marks;
}

/** Each line without its end; what is too long for a heading comes as nothing but its first words. */
function* linesOf(text: string): Generator<Line> {
  const end = /\r\n|[\n\r\u2028\u2029]/g;
  let at = 0;
  for (;;) {
    const found = end.exec(text);
    const to = found?.index ?? text.length;
    yield { at, text: text.slice(at, Math.min(to, at + LONGEST_HEADING + 1)) };
    if (found === null) return;
    at = end.lastIndex;
  }
}

const NUMERAL = "[0-9０-９〇零一二三四五六七八九十百千两兩廿卅]";
const CHINESE = new RegExp(
  `^[【〖〔\\[(（]?\\s*第\\s*${NUMERAL}{1,9}\\s*([章回节節卷部篇集幕话話折])(?:[】〗〕\\])）]|(?=[\\s：:、·．.—-]|$)|(?=[^，。！？；,!?;]{1,30}$))`,
);
const CHINESE_NAMED =
  /^[【〖]?\s*(序章|序幕|序|楔子|引子|前言|尾声|尾聲|终章|終章|后记|後記|番外[一二三四五六七八九十0-9]*|大结局)\s*(?:[】〖]|[：:\s·—-][^，。！？]{0,40})?$/;
const WESTERN =
  /^(book|volume|part|act|chapter|scene)\s+(?:\d{1,4}|[ivxlcdm]{1,8}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty)(?:-\w+)?)(?=$|[\s.:：—–-])/i;
const WESTERN_NAMED = /^(prologue|epilogue|interlude|foreword|afterword)(?=$|[.:—–-])/i;
const NUMBERED =
  /^(?:(\d{1,3}(?:\.\d{1,3}){0,3})[.、．)）]?\s+\S|([一二三四五六七八九十]{1,3})[、．.]\s*\S|[(（]([一二三四五六七八九十]{1,3}|\d{1,3})[)）]\s*\S)/;
const NUMBER_ALONE = /^(?:\d{1,4}|[IVXLC]{1,8}|[一二三四五六七八九十百]{1,5})[.、]?$/;

const LEVELS: Readonly<Record<string, number>> = {
  卷: 1,
  部: 1,
  篇: 1,
  集: 1,
  节: 3,
  節: 3,
  book: 1,
  volume: 1,
  part: 1,
  act: 1,
  scene: 3,
};
const CHAPTER_LEVEL = 2;

/** @param isApart an empty line, another heading or nothing stands before it */
function headingOf(line: string, isApart: boolean, after: string): Found | null {
  if (line.length > LONGEST_HEADING) return null;
  const plain = line.trim();
  if (plain === "") return null;
  return (
    hashHeading(plain) ??
    underlined(plain, isApart, after) ??
    chapterHeading(plain, isApart) ??
    numbered(plain, isApart, after)
  );
}

/** `# Title`, `＃ 第２章`, `#第二章`; not `#tag`, and not `# ` alone. */
function hashHeading(line: string): Found | null {
  const marks = /^[#＃]{1,6}/.exec(line)?.[0];
  if (marks === undefined) return null;
  const rest = line.slice(marks.length);
  const isHeading =
    /^[\s\u3000]/.test(rest) || (/^[\u3400-\u9fff【]/.test(rest) && !/[#＃]/.test(rest));
  const heading = rest.trim().replace(/[\s\u3000]+[#＃]+$/, "");
  return isHeading && heading !== "" ? { level: marks.length, heading } : null;
}

/** Markdown's older form: a line of `=` or `-` beneath. */
function underlined(line: string, isApart: boolean, after: string): Found | null {
  if (!isApart || /^[-=*>|#]/.test(line)) return null;
  const under = after.trim();
  if (/^={3,}$/.test(under)) return { level: 1, heading: line };
  return /^-{3,}$/.test(under) ? { level: 2, heading: line } : null;
}

function chapterHeading(line: string, isApart: boolean): Found | null {
  const bare = line.replace(/^\*\*(.+)\*\*$/, "$1").trim();
  const chinese = CHINESE.exec(bare);
  if (chinese !== null) return { level: LEVELS[chinese[1] ?? ""] ?? CHAPTER_LEVEL, heading: bare };
  if (CHINESE_NAMED.test(bare)) return { level: CHAPTER_LEVEL, heading: bare };
  if (!isApart) return null;
  const western = WESTERN.exec(bare);
  if (western !== null && !/[.,;!?]$/.test(bare.slice(western[0].length + 1))) {
    return { level: LEVELS[(western[1] ?? "").toLowerCase()] ?? CHAPTER_LEVEL, heading: bare };
  }
  return WESTERN_NAMED.test(bare) ? { level: CHAPTER_LEVEL, heading: bare } : null;
}

/** A number and a few words that stand alone; those of a list follow each other. */
function numbered(line: string, isApart: boolean, after: string): Found | null {
  if (!isApart || line.length > 60) return null;
  if (NUMBER_ALONE.test(line)) {
    return after.trim() === "" ? { level: CHAPTER_LEVEL, heading: line } : null;
  }
  const found = NUMBERED.exec(line);
  if (found === null || NUMBERED.test(after.trim()) || /[。.!！?？;；,，]$/.test(line)) return null;
  const depth = found[1]?.split(".").length ?? (found[2] === undefined ? 2 : 1);
  return { level: Math.min(6, depth + 1), heading: line };
}
