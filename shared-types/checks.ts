/**
 * Foundation checks: rules over the five contents of a novel, run offline. None of them blocks.
 * Imports no schema at runtime, so that the interface runs the same rules as the edge.
 */
import { carriedBy, type Foundation, outlineOrder, ruleUses, textUnits } from "./foundation.ts";
import { hasTerm, namesOf, termsOf } from "./mentions.ts";

/**
 * NAME_UNRESOLVED: a reference that names nothing the novel has.
 * THREAD_UNPAID: a thread that the outline does not carry, or never pays after planting it.
 * CHARACTER_ABSENT: a character who appears in no chapter and in no words of the outline.
 * ARC_WITHOUT_TURN: an arc whose turn is no turn, or is found nowhere in the outline.
 * RULE_UNUSED: a world rule that no character, relation, part or chapter uses.
 */
export const CHECK_CODES = [
  "NAME_UNRESOLVED",
  "THREAD_UNPAID",
  "CHARACTER_ABSENT",
  "ARC_WITHOUT_TURN",
  "RULE_UNUSED",
] as const;

export type CheckCode = (typeof CHECK_CODES)[number];

export interface Check {
  readonly code: CheckCode;
  /** RFC 6901 pointers into the novel; the first is where to go, the others what it is about. */
  readonly pointers: string[];
}

/** Every finding, in the order of `CHECK_CODES` and then of the novel; none is an empty list. */
export function foundationChecks(content: Foundation): Check[] {
  return [
    ...unresolvedNames(content),
    ...unpaidThreads(content),
    ...absentCharacters(content),
    ...arcsWithoutTurn(content),
    ...unusedRules(content),
  ];
}

/** Every reference of the novel: where it stands, what it says, what it may name. */
function* references({ story, world, characters, outline }: Foundation) {
  const idsOf = (items: readonly { readonly id: string }[]) => new Set(items.map(({ id }) => id));
  const factions = idsOf(world.factions);
  const people = idsOf(characters.characters);
  const places = idsOf(world.places);
  const threads = new Set([...idsOf(outline.threads), ...idsOf(story.threads)]);
  const spots = new Set(outlineOrder(outline).keys());

  for (const [i, { against }] of world.factions.entries()) {
    for (const [j, ref] of against.entries()) {
      yield { pointer: `/world/factions/${i}/against/${j}`, ref, among: factions };
    }
  }
  for (const [i, { faction_id }] of characters.characters.entries()) {
    if (faction_id === undefined) continue;
    yield { pointer: `/characters/characters/${i}/faction_id`, ref: faction_id, among: factions };
  }
  for (const [i, { from, to }] of characters.relations.entries()) {
    yield { pointer: `/characters/relations/${i}/from`, ref: from, among: people };
    yield { pointer: `/characters/relations/${i}/to`, ref: to, among: people };
  }
  for (const [p, part] of outline.parts.entries()) {
    for (const [c, chapter] of part.chapters.entries()) {
      const at = `/outline/parts/${p}/chapters/${c}`;
      yield { pointer: `${at}/pov_id`, ref: chapter.pov_id, among: people };
      yield { pointer: `${at}/place_id`, ref: chapter.place_id, among: places };
      for (const [i, ref] of chapter.cast_ids.entries()) {
        yield { pointer: `${at}/cast_ids/${i}`, ref, among: people };
      }
      for (const [i, ref] of chapter.thread_ids.entries()) {
        yield { pointer: `${at}/thread_ids/${i}`, ref, among: threads };
      }
    }
  }
  for (const [i, thread] of outline.threads.entries()) {
    const at = `/outline/threads/${i}`;
    // A blank end is a thread that is not planted or not paid, which is a finding of its own.
    if (!isBlank(thread.planted_in)) {
      yield { pointer: `${at}/planted_in`, ref: thread.planted_in, among: spots };
    }
    for (const [j, ref] of thread.echoes.entries()) {
      yield { pointer: `${at}/echoes/${j}`, ref, among: spots };
    }
    if (!isBlank(thread.paid_in)) {
      yield { pointer: `${at}/paid_in`, ref: thread.paid_in, among: spots };
    }
  }
}

function unresolvedNames(content: Foundation): Check[] {
  return [...references(content)]
    .filter(({ ref, among }) => !among.has(ref))
    .map(({ pointer }) => ({ code: "NAME_UNRESOLVED", pointers: [pointer] }));
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

function absentCharacters(content: Foundation): Check[] {
  const units = textUnits(content).filter(({ of }) => of !== "character" && of !== "relation");
  const names = namesOf(content.characters.characters);
  return content.characters.characters.flatMap(({ id }, index) =>
    units.some((unit) => carriedBy(unit, id, names[index] ?? []))
      ? []
      : [{ code: "CHARACTER_ABSENT" as const, pointers: [`/characters/characters/${index}`] }],
  );
}

function arcsWithoutTurn(content: Foundation): Check[] {
  const units = textUnits(content).filter(({ of }) => of !== "character" && of !== "relation");
  const names = namesOf(content.characters.characters);
  return content.characters.characters.flatMap(({ id, arc }, index): Check[] => {
    const at = `/characters/characters/${index}/arc`;
    const called = names[index] ?? [];
    const [start, turn, end] = [arc.start, arc.turn, arc.end].map(bare);
    if (!turn || NO_TURN.has(turn) || turn === start || turn === end) {
      return [{ code: "ARC_WITHOUT_TURN", pointers: [`${at}/turn`] }];
    }
    if (start === end)
      return [{ code: "ARC_WITHOUT_TURN", pointers: [`${at}/end`, `${at}/start`] }];
    const about = units.filter((unit) => unit.of !== "chapter" || carriedBy(unit, id, called));
    // One who is in no chapter is a finding already; and whose turn says too little cannot be told.
    if (!units.some((unit) => carriedBy(unit, id, called))) return [];
    const own = termsOf(called.join(" "));
    const terms = [...termsOf(arc.turn)].filter((term) => !own.has(term));
    if (terms.length === 0) return [];
    const found = about.some((unit) => terms.some((term) => hasTerm(unit.words, term)));
    return found ? [] : [{ code: "ARC_WITHOUT_TURN", pointers: [`${at}/turn`] }];
  });
}

function unusedRules(content: Foundation): Check[] {
  return ruleUses(content).flatMap((uses, index) =>
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
