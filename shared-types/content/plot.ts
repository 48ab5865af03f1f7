/** PLOT_OUTLINE 剧情大纲: parts (卷) and chapters, threads from planting to pay-off, the ending. */
import { z } from "zod";
import { LINE, PARAGRAPH, SENTENCE, itemId, itemRef, text } from "../text.ts";
import { head } from "./head.ts";

export const chapter = z
  .object({
    id: itemId,
    number: z.int().min(1).max(100_000),
    title: text(LINE),
    /** A character of the accepted cast. */
    pov_id: itemRef,
    /** A place of the accepted world. */
    place_id: itemRef,
    cast_ids: z.array(itemRef).max(30),
    goal: text(SENTENCE),
    beats: z
      .array(text(SENTENCE).meta({ id: "Beat" }))
      .min(2)
      .max(5),
    turn: text(SENTENCE),
    payoff: text(SENTENCE),
    hook: text(SENTENCE),
    /** Threads of this outline. */
    thread_ids: z.array(itemRef).max(30),
  })
  .strict()
  .meta({ id: "Chapter" });

export const part = z
  .object({
    id: itemId,
    title: text(LINE),
    goal: text(SENTENCE),
    conflict: text(SENTENCE),
    turn: text(SENTENCE),
    end_hook: text(SENTENCE),
    /** In the story form's unit. */
    length: z.int().min(1).max(100_000_000),
    /** The first part has chapters; later parts may be summaries, expanded on their own. */
    chapters: z.array(chapter).max(100),
  })
  .strict()
  .meta({ id: "Part" });

export const plotThread = z
  .object({
    /** The id of the thread of the accepted story that this one carries out, else one of its own. */
    id: itemId,
    /** Its words, where `id` is not the id of a thread of the accepted story. */
    name: text(SENTENCE).optional(),
    /** Chapters' or parts' ids. */
    planted_in: itemRef,
    echoes: z.array(itemRef).max(60),
    paid_in: itemRef,
  })
  .strict()
  .meta({ id: "PlotThread" });

export const plotContent = z
  .object({
    ...head,
    structure: text(PARAGRAPH),
    /** 黄金三章 */
    opening: z
      .object({
        image: text(PARAGRAPH),
        first_three_chapters: z.array(text(SENTENCE).meta({ id: "OpeningChapter" })).length(3),
      })
      .strict()
      .meta({ id: "PlotOpening" }),
    parts: z.array(part).min(1).max(12),
    threads: z.array(plotThread).max(60),
    ending: text(PARAGRAPH),
  })
  .strict()
  .meta({ id: "PlotContent" });

export type PlotContent = z.infer<typeof plotContent>;
