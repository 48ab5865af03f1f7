/**
 * Foundation checks: rules over the five contents of a novel, run offline. None of them blocks.
 * Imports no schema at runtime, so that the interface runs the same rules as the edge.
 */
import { STAGE_FIELDS } from "../content/fields.generated.ts";
import { targetsIn } from "../content/targets.ts";
import { referencesIn } from "../content/walk.ts";
import {
  type Foundation,
  indexOfTerms,
  outlineOrder,
  ruleUses,
  type TextUnit,
  textUnits,
} from "./foundation.ts";
import { termsOf } from "./mentions.ts";
import { alikeNames } from "./alike-names.ts";
import {
  brokenConstraints,
  knownTooEarly,
  lengthsApart,
  neverShown,
  openQuestions,
  sharedLines,
  type Wishes,
} from "./plan-checks.ts";
import { appearances } from "./appearances.ts";
import type { Check } from "./check.ts";
import { NOVEL_PARTS, STAGES } from "../stages.ts";

const NO_WISHES: Wishes = { constraints: [], questions: [] };

/**
 * Every finding, in the order of `CHECK_CODES` and then of the novel; none is an empty list. Each text is
 * read once, whatever is looked for in it: the work grows with the novel and not with its square.
 */
export function foundationChecks(content: Foundation, wishes: Wishes = NO_WISHES): Check[] {
  const units = textUnits(content);
  const told = units.filter(({ of }) => of !== "character" && of !== "relation");
  const cast = appearances(told, content.characters.characters);
  return [
    ...unresolvedNames(content),
    ...unpaidThreads(content),
    ...absentCharacters(content, cast.unitsOf),
    ...arcsWithoutTurn(content, told, cast),
    ...unusedRules(content, units),
    ...lengthsApart(content),
    ...alikeNames(content),
    ...brokenConstraints(units, wishes),
    ...neverShown(content),
    ...knownTooEarly(content),
    ...sharedLines(content),
    ...openQuestions(wishes),
  ];
}

function unresolvedNames(content: Foundation): Check[] {
  const parts = STAGES.map((stage) => ({ stage, part: NOVEL_PARTS[stage] }));
  const targets = parts.flatMap(({ stage, part }) => targetsIn(stage, content[part]));
  const known = new Set(targets.map(({ is, id }) => `${is} ${id}`));
  // A chapter may name a thread of the story that the outline does not carry out.
  for (const { is, id } of targets) if (is === "story_thread") known.add(`plot_thread ${id}`);
  return parts.flatMap(({ stage, part }) =>
    [...referencesIn(STAGE_FIELDS[stage], content[part], `/${part}`)]
      // A blank end is a thread that is not planted or not paid, which is a finding of its own.
      .filter(({ to, ref }) => !(to === "chapter_or_part" && isBlank(ref)))
      .filter(({ to, ref }) => !known.has(`${to} ${ref}`))
      .map(({ pointer }): Check => ({ code: "NAME_UNRESOLVED", pointers: [pointer] })),
  );
}

function unpaidThreads({ story, outline }: Foundation): Check[] {
  const carried = new Set(outline.threads.map(({ id }) => id));
  const order = outlineOrder(outline);
  const checks: Check[] = [];
  for (const [i, { id }] of story.threads.entries()) {
    if (!carried.has(id)) checks.push({ code: "THREAD_UNPAID", pointers: [`/story/threads/${i}`] });
  }
  for (const [i, thread] of outline.threads.entries()) {
    const at = `/outline/threads/${i}`;
    const planted = order.get(thread.planted_in);
    const paid = order.get(thread.paid_in);
    if (isBlank(thread.paid_in)) {
      checks.push({ code: "THREAD_UNPAID", pointers: [`${at}/paid_in`] });
    } else if (isBlank(thread.planted_in)) {
      checks.push({ code: "THREAD_UNPAID", pointers: [`${at}/planted_in`] });
    } else if (planted && paid && paid.last < planted.first) {
      checks.push({ code: "THREAD_UNPAID", pointers: [`${at}/paid_in`, `${at}/planted_in`] });
    }
  }
  return checks;
}

type UnitsOf = readonly ReadonlySet<number>[];

function absentCharacters(content: Foundation, unitsOf: UnitsOf): Check[] {
  return content.characters.characters.flatMap((_, index) =>
    (unitsOf[index]?.size ?? 0) > 0
      ? []
      : [{ code: "CHARACTER_ABSENT" as const, pointers: [`/characters/characters/${index}`] }],
  );
}

function arcsWithoutTurn(
  content: Foundation,
  units: readonly TextUnit[],
  cast: { readonly unitsOf: UnitsOf; readonly names: readonly (readonly string[])[] },
): Check[] {
  const { characters } = content.characters;
  const turns = characters.map(({ arc }, index) => {
    const own = termsOf((cast.names[index] ?? []).join(" "));
    return new Set([...termsOf(arc?.turn ?? "")].filter((term) => !own.has(term)));
  });
  const turnsOf = indexOfTerms(turns);
  /** Whose turn is spoken of in a unit that is about them. */
  const found = new Set<number>();
  for (const [place, unit] of units.entries()) {
    for (const term of unit.words.terms) {
      for (const index of turnsOf.get(term) ?? []) {
        if (unit.of !== "chapter" || cast.unitsOf[index]?.has(place)) found.add(index);
      }
    }
  }
  return characters.flatMap(({ arc }, index): Check[] => {
    if (arc === undefined) return [];
    const at = `/characters/characters/${index}/arc`;
    const [start, turn, end] = [arc.start, arc.turn, arc.end].map(bare);
    if (!turn || NO_TURN.has(turn) || turn === start || turn === end) {
      return [{ code: "ARC_WITHOUT_TURN", pointers: [`${at}/turn`] }];
    }
    if (start === end)
      return [{ code: "ARC_WITHOUT_TURN", pointers: [`${at}/end`, `${at}/start`] }];
    // One who is in no chapter is a finding already; and whose turn says too little cannot be told.
    if (cast.unitsOf[index]?.size === 0 || turns[index]?.size === 0) return [];
    return found.has(index) ? [] : [{ code: "ARC_WITHOUT_TURN", pointers: [`${at}/turn`] }];
  });
}

function unusedRules(content: Foundation, units: readonly TextUnit[]): Check[] {
  return ruleUses(content, units).flatMap((uses, index) =>
    uses.length > 0 ? [] : [{ code: "RULE_UNUSED" as const, pointers: [`/world/rules/${index}`] }],
  );
}

/** What is written where there is no turn; without punctuation and spaces, in small letters. */
const NO_TURN: ReadonlySet<string> = new Set([
  "无",
  "没有",
  "暂无",
  "待定",
  "未定",
  "略",
  "无转折",
  "没有转折",
  "none",
  "na",
  "tbd",
  "todo",
  "unknown",
  "noturn",
  "nothing",
]);

function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function isBlank(ref: string): boolean {
  return ref.trim() === "";
}
