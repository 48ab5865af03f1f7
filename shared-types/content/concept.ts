/** CONCEPT_SELECTION 立意选择: what the book is, on one card. */
import { z } from "zod";
import { LINE, PARAGRAPH, SENTENCE, text } from "../text.ts";
import { head } from "./head.ts";

export const conceptContent = z
  .object({
    ...head,
    /** The axis on which this candidate differs from the others of its round. */
    angle: text(LINE),
    genres: z
      .array(text(LINE).meta({ id: "Genre" }))
      .min(1)
      .max(3),
    protagonist: text(SENTENCE),
    desire: text(SENTENCE),
    obstacle: text(SENTENCE),
    stakes: text(SENTENCE),
    irony: text(SENTENCE),
    /** 金手指: what the protagonist has that nobody else has. */
    advantage: text(SENTENCE).optional(),
    /** 卖点: what the reader is promised. */
    reader_promise: text(SENTENCE),
    opening_hook: text(PARAGRAPH),
    tone: text(SENTENCE),
  })
  .strict()
  .meta({ id: "ConceptContent" });

export type ConceptContent = z.infer<typeof conceptContent>;
