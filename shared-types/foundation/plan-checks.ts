/** Foundation checks of the plan: lengths, clues, secrets, who knows what when, the writer's own rules. */
import { isUnsaid } from "../content/unsaid.ts";
import { NOVEL_PARTS, type Stage } from "../stages.ts";
import type { Check } from "./check.ts";
import { type Foundation, outlineOrder, type Span, type TextUnit } from "./foundation.ts";
import { hasName, searchable } from "./mentions.ts";
import { createNameFinder } from "./name-finder.ts";

/** What the writer said beside the five contents. */
export interface Wishes {
  readonly constraints: readonly string[];
  readonly questions: readonly {
    readonly stage: Stage;
    readonly pointer: string;
    readonly status: "OPEN" | "ANSWERED" | "LEFT_OPEN" | "PROPOSED";
  }[];
}

/** Plans are round figures: what is nearer than this adds up. */
const MOST_APART = 0.15;

/** Lengths that do not add up: chapters in a part, parts in the book, chapters by their number. */
export function lengthsApart({ story, outline }: Foundation): Check[] {
  const { target_length, chapter_length, chapters } = story.form;
  const checks: Check[] = [];
  const compare = (sum: number, whole: number, pointers: string[]) => {
    if (sum > 0 && whole > 0 && Math.abs(sum - whole) > whole * MOST_APART) {
      checks.push({ code: "LENGTHS_APART", pointers });
    }
  };
  const form = "/story/form";
  compare(chapters * chapter_length, target_length, [
    `${form}/chapters`,
    `${form}/chapter_length`,
    `${form}/target_length`,
  ]);
  compare(sumOf(outline.parts), target_length, ["/outline/parts", `${form}/target_length`]);
  for (const [i, part] of outline.parts.entries()) {
    // What is planned part by part may have its first chapters only.
    if (!isPlanned(outline)) break;
    compare(sumOf(part.chapters), part.length, [
      `/outline/parts/${i}/chapters`,
      `/outline/parts/${i}/length`,
    ]);
  }
  return checks;
}

function sumOf(items: readonly { readonly length: number }[]): number {
  // One whose length nobody gave makes the sum say nothing.
  return items.every(({ length }) => length > 0)
    ? items.reduce((sum, { length }) => sum + length, 0)
    : 0;
}

function isPlanned({ parts }: Foundation["outline"]): boolean {
  return parts.every(({ chapters }) => chapters.length > 0);
}

/** Clues that no chapter plants, and secrets that nobody ever learns, in a book that is planned. */
export function neverShown({ story, world, characters, outline }: Foundation): Check[] {
  if (!isPlanned(outline)) return [];
  const chapters = outline.parts.flatMap((part) => part.chapters);
  const revealed = new Set(chapters.flatMap(({ reveals }) => reveals));
  const known = new Set(
    characters.characters.flatMap(({ knows }) => knows.map(({ what_id }) => what_id)),
  );
  // One clue may serve two threads: it is given once, in the same words.
  const clues = story.threads.flatMap((thread) => thread.clues);
  const given = new Set(clues.filter(({ id }) => revealed.has(id)).map(({ text }) => text));
  return [
    ...story.threads.flatMap((thread, i) =>
      thread.clues.flatMap(({ text }, j): Check[] =>
        given.has(text)
          ? []
          : [{ code: "CLUE_UNPLANTED", pointers: [`/story/threads/${i}/clues/${j}`] }],
      ),
    ),
    ...world.secrets.flatMap(({ id, reveal }, i): Check[] =>
      revealed.has(id) || known.has(id) || isUnsaid(reveal)
        ? []
        : [{ code: "SECRET_UNLEARNED", pointers: [`/world/secrets/${i}`] }],
    ),
  ];
}

/** Somebody who knows what is hidden before the book has planted or revealed it. */
export function knownTooEarly({ world, characters, outline }: Foundation): Check[] {
  const order = outlineOrder(outline);
  const chapters = outline.parts.flatMap((part) => part.chapters);
  const placeOf = (since: string): Span | undefined => {
    const number = /第\s*(\d+)\s*章|\bchapter\s+(\d+)\b/iu.exec(since);
    const wanted = Number(number?.[1] ?? number?.[2] ?? Number.NaN);
    const found = chapters.find(
      (chapter) => chapter.number === wanted || chapter.title === since.trim(),
    );
    return found === undefined ? undefined : order.get(found.id);
  };
  const shown = new Map<string, Span | undefined>();
  for (const { id, planted_in } of outline.threads) shown.set(id, order.get(planted_in));
  for (const chapter of chapters) {
    for (const id of chapter.reveals) if (!shown.has(id)) shown.set(id, order.get(chapter.id));
  }
  const insiders = new Map(world.secrets.map(({ id, known_by }) => [id, searchable([known_by])]));
  return characters.characters.flatMap(({ name, aliases, knows }, i) =>
    knows.flatMap(({ what_id, since }, j): Check[] => {
      const learnt = placeOf(since);
      const first = shown.get(what_id);
      if (learnt === undefined || first === undefined || learnt.last >= first.first) return [];
      const who = insiders.get(what_id);
      if (who !== undefined && [name, ...aliases].some((own) => hasName(who, own))) return [];
      return [{ code: "KNOWN_TOO_EARLY", pointers: [`/characters/characters/${i}/knows/${j}`] }];
    }),
  );
}

/** One line of speech in two mouths. */
export function sharedLines({ characters }: Foundation): Check[] {
  const first = new Map<string, number>();
  return characters.characters.flatMap(({ voice }, i): Check[] => {
    const line = (voice?.line ?? "")
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "");
    if (line === "" || isUnsaid(voice?.line ?? "")) return [];
    const other = first.get(line);
    if (other === undefined) {
      first.set(line, i);
      return [];
    }
    const at = (index: number) => `/characters/characters/${index}/voice/line`;
    return [{ code: "VOICE_SHARED", pointers: [at(i), at(other)] }];
  });
}

/** What the writer ruled out and the plan names all the same. */
export function brokenConstraints(
  units: readonly TextUnit[],
  { constraints }: Pick<Wishes, "constraints">,
): Check[] {
  const terms = constraints.flatMap((constraint, index) =>
    forbiddenTerms(constraint).map((term) => ({ term, index })),
  );
  const finder = createNameFinder(terms.map(({ term }) => term));
  /** Constraint → where it is broken first. */
  const broken = new Map<number, string>();
  for (const { words, pointer } of units) {
    for (const found of finder.find(words)) {
      const index = terms[found]?.index;
      if (index !== undefined && !broken.has(index)) broken.set(index, pointer);
    }
  }
  return [...broken.values()].map((pointer) => ({
    code: "CONSTRAINT_BROKEN",
    pointers: [pointer],
  }));
}

const FORBIDDEN_ZH =
  /(?:不要|不许|不准|不得|不能|不可以?|禁止|禁用|避免|别写|别用|没有)(?:再|出现|使用|提到|提及|写到|写|用|有)*(?:任何)?([\p{Script=Han}]{2,8})/gu;
const FORBIDDEN_EN =
  /\b(?:no|never|without|avoid|(?:don['’]t|do not) (?:use|write|mention|include))\s+(?:any\s+|an?\s+|the\s+)?([\p{L}'’-]+(?:\s[\p{L}'’-]+)?)/giu;

/** The names of what a constraint rules out; a rule that names nothing has none. */
function forbiddenTerms(constraint: string): readonly string[] {
  const chinese = [...constraint.matchAll(FORBIDDEN_ZH)].flatMap(([, words = ""]) =>
    words.split(/[和与或及]/u),
  );
  const english = [...constraint.matchAll(FORBIDDEN_EN)].map(([, words = ""]) =>
    words.replace(/\s(?:or|and|in|of|at|on|as|for|to|with|please)$/i, ""),
  );
  const singular = english.filter((word) => /[^s]s$/i.test(word)).map((word) => word.slice(0, -1));
  return [...chinese, ...english, ...singular].filter((term) => term.length > 1);
}

/** Questions that nobody has decided on. */
export function openQuestions({ questions }: Pick<Wishes, "questions">): Check[] {
  return questions
    .filter(({ status }) => status === "OPEN")
    .map(({ stage, pointer }) => ({
      code: "QUESTION_OPEN",
      pointers: [`/${NOVEL_PARTS[stage]}${pointer}`],
    }));
}
