/** Stage → the schema of its content. The one place that knows which is which. */
import type { z } from "zod";
import type { Stage } from "../stages.ts";
import { charactersContent } from "./characters.ts";
import { conceptContent } from "./concept.ts";
import { plotContent } from "./plot.ts";
import { storyContent } from "./story.ts";
import { worldContent } from "./world.ts";

export const STAGE_CONTENT = {
  CONCEPT_SELECTION: conceptContent,
  STORY_CONCEPTION: storyContent,
  WORLDVIEW: worldContent,
  CHARACTERS: charactersContent,
  PLOT_OUTLINE: plotContent,
} as const satisfies Readonly<Record<Stage, z.ZodType>>;

/** Of these shapes; older ones are read through genesis.upcast_content_1. */
export const CONTENT_VERSION = 2;

export type StageContents = { [S in Stage]: z.infer<(typeof STAGE_CONTENT)[S]> };
export type StageContent = StageContents[Stage];

/** A stage's content is at most this much JSON, in UTF-8 bytes, so that it fits a command (256 KiB). */
export const MAX_CONTENT_BYTES = 192 * 1024;

/**
 * Whether `content` has its stage's shape. Narrows both together, so that a caller that has only a
 * stage's name needs no cast.
 */
export function parseStageContent<S extends Stage>(stage: S, content: unknown) {
  return STAGE_CONTENT[stage].safeParse(content);
}
