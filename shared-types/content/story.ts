/** STORY_CONCEPTION 故事构思: form, voice, conflict and the movements of the whole. */
import { z } from "zod";
import { LINE, PARAGRAPH, SENTENCE, itemId, text } from "../text.ts";
import { head } from "./head.ts";

export const storyForm = z
  .object({
    kind: z.enum(["novel", "serial"]).meta({ id: "FormKind" }),
    /** In `unit`s: the whole book. */
    target_length: z.int().min(1).max(100_000_000),
    /** In `unit`s: one chapter. */
    chapter_length: z.int().min(1).max(1_000_000),
    unit: z.enum(["chars", "words"]).meta({ id: "LengthUnit" }),
    pov: text(LINE),
    tense: text(LINE).optional(),
    audience: text(SENTENCE),
  })
  .strict()
  .meta({ id: "StoryForm" });

export const storyThread = z
  .object({ id: itemId, question: text(SENTENCE), answer: text(SENTENCE) })
  .strict()
  .meta({ id: "StoryThread" });

export const storyContent = z
  .object({
    ...head,
    premise: text(PARAGRAPH),
    theme_question: text(SENTENCE),
    form: storyForm,
    voice: z
      .object({ description: text(PARAGRAPH), sample: text(PARAGRAPH) })
      .strict()
      .meta({ id: "StoryVoice" }),
    conflict: z
      .object({
        want: text(SENTENCE),
        need: text(SENTENCE),
        opposition: text(SENTENCE),
        stakes: text(SENTENCE),
      })
      .strict()
      .meta({ id: "StoryConflict" }),
    movements: z
      .array(
        z
          .object({ name: text(LINE), event: text(SENTENCE), change: text(SENTENCE) })
          .strict()
          .meta({ id: "StoryMovement" }),
      )
      .length(4),
    /** What makes the next chapter necessary. */
    engine: text(SENTENCE),
    /** 爽点 */
    pleasures: z.array(text(SENTENCE).meta({ id: "Pleasure" })).length(3),
    threads: z.array(storyThread).max(30),
    /** 雷点 */
    avoid: z.array(text(SENTENCE).meta({ id: "AvoidedThing" })).max(30),
  })
  .strict()
  .meta({ id: "StoryContent" });

export type StoryContent = z.infer<typeof storyContent>;
