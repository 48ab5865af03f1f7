/** CONCEPT_SELECTION 立意选择: what the book is, on one card. */
import { z } from "zod";
import { LINE } from "../text.ts";
import { line, lines, paragraph, sentence } from "./field.ts";
import { head } from "./head.ts";

export const conceptContent = z
  .object({
    ...head,
    /** The axis on which this candidate differs from the others of its round. */
    angle: line("Angle", "切入角度"),
    /** What the reader turns pages to learn; a yes or no that the ending gives. */
    dramatic_question: sentence("Dramatic question", "戏剧之问"),
    genres: lines("Genres", "类型", "Genre", LINE, { min: 1, max: 3 }),
    protagonist: sentence("Protagonist", "主角"),
    desire: sentence("Desire", "渴望"),
    obstacle: sentence("Obstacle", "阻碍"),
    stakes: sentence("Stakes", "代价"),
    irony: sentence("Irony", "反讽"),
    /** What the protagonist has that nobody else has. */
    advantage: sentence("Advantage", "金手指").optional(),
    reader_promise: sentence("Promise to the reader", "卖点"),
    opening_hook: paragraph("Opening hook", "开篇钩子"),
    tone: sentence("Tone", "基调"),
    /** Length, person, tense, taboos, where the writer gave them: that they were heard. */
    form_note: sentence("Form, as you asked", "你要求的形式").optional(),
  })
  .strict()
  .meta({ id: "ConceptContent" });

export type ConceptContent = z.infer<typeof conceptContent>;
