/** PLOT_OUTLINE 剧情大纲: parts (卷) and chapters, threads from planting to pay-off, the ending. */
import { z } from "zod";
import { SENTENCE, itemId } from "../text.ts";
import {
  adoptedId,
  count,
  earlier,
  group,
  items,
  line,
  lines,
  paragraph,
  reference,
  references,
  sentence,
} from "./field.ts";
import { laterHead } from "./head.ts";

export const chapter = z
  .object({
    id: itemId,
    number: count("Number", "章号", 100_000),
    title: line("Chapter", "章名"),
    /** The day of the story, as its calendar names days. */
    when: line("When", "何时").optional(),
    pov_id: reference(
      "Point of view",
      "视角人物",
      "character",
      "Name of a character of the accepted cast.",
    ),
    place_id: reference("Place", "地点", "place", "Name of a place of the accepted world."),
    cast_ids: references(
      "Cast",
      "出场人物",
      "character",
      "Names of characters of the accepted cast.",
      30,
    ),
    goal: sentence("Goal", "目标"),
    beats: lines("Beats", "节拍", "Beat", SENTENCE, { min: 2, max: 5, isOrdered: true }),
    turn: sentence("Turn", "转折"),
    /** What the reader learns here. */
    reveals: references(
      "Reveals",
      "揭示",
      "secret_or_clue",
      "Secrets of the accepted world and clues of the accepted story, word for word.",
      30,
    ),
    price: sentence("Price paid", "付出").optional(),
    payoff_ids: references(
      "Pays",
      "兑现",
      "pleasure_or_thread",
      "Pleasures and threads of the accepted story that are paid here, word for word.",
      30,
    ),
    /** In a word of its own, as version 1 had it. */
    payoff: earlier(sentence("Payoff", "回报")),
    hook: sentence("Hook", "钩子"),
    thread_ids: references(
      "Threads",
      "牵动的线索",
      "plot_thread",
      "Names of threads, exactly as in this outline's threads.",
      30,
    ),
    /** In the story form's unit. */
    length: count("Length", "篇幅", 100_000_000),
  })
  .strict()
  .meta({ id: "Chapter" });

export const part = z
  .object({
    id: itemId,
    title: line("Part", "卷名"),
    goal: sentence("Goal", "目标"),
    conflict: sentence("Conflict", "冲突"),
    beats: lines("Beats", "节拍", "PartBeat", SENTENCE, { min: 2, max: 6, isOrdered: true }),
    turn: sentence("Turn", "转折"),
    end_hook: sentence("Closing hook", "卷末钩子"),
    /** In the story form's unit. */
    length: count("Length", "篇幅", 100_000_000),
    /**
     * Every part has chapters where the book has at most 40, else its first 12 chapters are planned
     * and the rest part by part: a part without chapters is a summary still.
     */
    chapters: items("Chapters", "章", chapter, {
      max: 100,
      heading: "title",
      target: "chapter_or_part",
    }),
  })
  .strict()
  .meta({ id: "Part" });

const PASSAGE = "Title of a chapter, or of a part that has no chapters.";

const plotThread = z
  .object({
    /** The id of the thread of the accepted story that this one carries out, else one of its own. */
    id: adoptedId("Carries out", "承接的线索", "story_thread"),
    /** Its words, where `id` is not the id of a thread of the accepted story. */
    name: sentence("Thread", "线索").optional(),
    planted_in: reference("Planted", "埋下", "chapter_or_part", PASSAGE),
    echoes: references(
      "Echoes",
      "回响",
      "chapter_or_part",
      "Titles of chapters, or of parts that have no chapters.",
      60,
    ),
    paid_in: reference("Paid off", "收回", "chapter_or_part", PASSAGE),
  })
  .strict()
  .meta({ id: "PlotThread" });

export const plotContent = z
  .object({
    ...laterHead,
    structure: paragraph("Structure", "结构"),
    opening: group("Opening", "开篇", "PlotOpening", {
      image: paragraph("First image", "第一幅画面"),
      /** Only of a serial. */
      first_three_chapters: lines("First three chapters", "黄金三章", "OpeningChapter", SENTENCE, {
        min: 3,
        max: 3,
        isOrdered: true,
      }).optional(),
    }),
    parts: items("Parts", "卷", part, {
      min: 1,
      max: 12,
      heading: "title",
      target: "chapter_or_part",
    }),
    threads: items("Threads", "线索", plotThread, {
      max: 60,
      heading: "name",
      target: "plot_thread",
    }),
    ending: paragraph("Ending", "结局"),
  })
  .strict()
  .meta({ id: "PlotContent" });

export type PlotContent = z.infer<typeof plotContent>;
