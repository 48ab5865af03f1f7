/** STORY_CONCEPTION 故事构思: form, voice, conflict and the movements of the whole. */
import { z } from "zod";
import { SENTENCE, itemId } from "../text.ts";
import { choice, count, group, items, line, lines, paragraph, sentence } from "./field.ts";
import { laterHead } from "./head.ts";

export const storyForm = group("Form", "体裁与篇幅", "StoryForm", {
  kind: choice("Kind", "形式", "FormKind", ["novel", "serial"]),
  /** In `unit`s: the whole book. */
  target_length: count("Length of the book", "全书篇幅", 100_000_000),
  /** In `unit`s: one chapter. */
  chapter_length: count("Length of a chapter", "每章篇幅", 1_000_000),
  /** How many chapters the whole book has. */
  chapters: count("Chapters", "章数", 100_000),
  unit: choice("Counted in", "单位", "LengthUnit", ["chars", "words"]),
  pov: line("Point of view", "视角"),
  tense: line("Tense", "时态").optional(),
  audience: sentence("Readers", "读者"),
});

const movement = z
  .object({
    name: line("Name", "名称"),
    event: sentence("Event", "事件"),
    change: sentence("Change", "变化"),
  })
  .strict()
  .meta({ id: "StoryMovement" });

/** What a reader could notice on the way to a thread's answer. */
const clue = z
  .object({ id: itemId, text: sentence("Clue", "线索物证") })
  .strict()
  .meta({ id: "Clue" });

const storyThread = z
  .object({
    id: itemId,
    question: sentence("Question", "问题"),
    answer: sentence("Answer", "答案"),
    clues: items("Clues", "线索物证", clue, { max: 12, heading: "text", target: "clue" }),
    answered_when: sentence("Answered when", "何时揭晓"),
  })
  .strict()
  .meta({ id: "StoryThread" });

export const storyContent = z
  .object({
    ...laterHead,
    premise: paragraph("Premise", "前提"),
    theme_question: sentence("Theme question", "主题之问"),
    form: storyForm,
    voice: group("Voice", "声音", "StoryVoice", {
      description: paragraph("Description", "描述"),
      sample: paragraph("A sample", "试写"),
    }),
    conflict: group("Conflict", "冲突", "StoryConflict", {
      want: sentence("Want", "想要"),
      need: sentence("Need", "需要"),
      opposition: sentence("Opposition", "对立面"),
      stakes: sentence("Stakes", "代价"),
    }),
    movements: items("Four movements", "四个乐章", movement, { min: 4, max: 4, heading: "name" }),
    engine: sentence("What makes the next chapter necessary", "推动下一章的动力"),
    pleasures: lines("Pleasures", "爽点", "Pleasure", SENTENCE, {
      min: 3,
      max: 3,
      target: "pleasure",
    }),
    threads: items("Threads", "线索", storyThread, {
      max: 30,
      heading: "question",
      target: "story_thread",
    }),
    ending: group("Ending", "结局", "StoryEnding", {
      image: paragraph("Last image", "最后一幅画面"),
      cost: sentence("What it costs", "付出的代价"),
      answer: sentence("Answer", "答案"),
    }),
    avoid: lines("To avoid", "雷点", "AvoidedThing", SENTENCE, { max: 30 }),
  })
  .strict()
  .meta({ id: "StoryContent" });

export type StoryContent = z.infer<typeof storyContent>;
