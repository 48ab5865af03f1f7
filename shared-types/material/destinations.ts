/** Where a section of a writer's material would go. Plain data: imports no zod. */
import type { Stage } from "../stages.ts";

export const DESTINATIONS = [
  "idea",
  "concept",
  "story",
  "world",
  "character",
  "chapter",
  "notes",
] as const;

export type Destination = (typeof DESTINATIONS)[number];

/** The stage that a destination's sections are placed into; null: they stay beside the stages. */
export const DESTINATION_STAGE: Readonly<Record<Destination, Stage | null>> = {
  idea: "CONCEPT_SELECTION",
  concept: "CONCEPT_SELECTION",
  story: "STORY_CONCEPTION",
  world: "WORLDVIEW",
  character: "CHARACTERS",
  chapter: "PLOT_OUTLINE",
  notes: null,
};

export const MATERIAL_KINDS = ["text", "markdown", "docx", "epub", "zip"] as const;

export type MaterialKind = (typeof MATERIAL_KINDS)[number];

/** What a file held that is not text of the writer's: said, so that nobody misses it later. */
export const LEFT_OUT = [
  "images",
  "deletions",
  "comments",
  "macros",
  "other_files",
  "headings",
] as const;

export type LeftOut = (typeof LEFT_OUT)[number];

/** Why a file is not taken. */
export const REFUSAL_REASONS = [
  "EMPTY",
  "UNSUPPORTED_KIND",
  "NOT_TEXT",
  "UNKNOWN_ENCODING",
  "ARCHIVE_CUT",
  "ARCHIVE_ENCRYPTED",
  "UNPACKS_TOO_LARGE",
  "TOO_MANY_FILES",
  "NESTED_TOO_DEEP",
  "HAS_ENTITIES",
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];
