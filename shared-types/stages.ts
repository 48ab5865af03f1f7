/**
 * The five stages of a genesis, in their order, and the statuses a stage can have.
 * Plain data: imports nothing, so that the UI's first load stays free of zod.
 */

export const STAGES = [
  "CONCEPT_SELECTION",
  "STORY_CONCEPTION",
  "WORLDVIEW",
  "CHARACTERS",
  "PLOT_OUTLINE",
] as const;

export type Stage = (typeof STAGES)[number];

/** The first stage: the one with several candidates and the two doors. */
export const FIRST_STAGE = "CONCEPT_SELECTION" satisfies Stage;
/** The stage that stays current once everything is confirmed. */
export const LAST_STAGE = "PLOT_OUTLINE" satisfies Stage;

/**
 * EMPTY: nothing proposed yet. DRAFT: proposals, none accepted. CONFIRMED: accepted.
 * STALE: accepted once, and something it was built on has changed since.
 */
export const STAGE_STATUSES = ["EMPTY", "DRAFT", "CONFIRMED", "STALE"] as const;

export type StageStatus = (typeof STAGE_STATUSES)[number];

/** The stage after `stage`, or null behind the last one. */
export function nextStage(stage: Stage): Stage | null {
  return STAGES[STAGES.indexOf(stage) + 1] ?? null;
}

export function isStage(value: unknown): value is Stage {
  return STAGES.some((stage) => stage === value);
}

/** What a stage's content is called in a novel. */
export const NOVEL_PARTS = {
  CONCEPT_SELECTION: "concept",
  STORY_CONCEPTION: "story",
  WORLDVIEW: "world",
  CHARACTERS: "characters",
  PLOT_OUTLINE: "outline",
} as const satisfies Readonly<Record<Stage, string>>;
