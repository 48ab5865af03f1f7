/** The head that every stage's content starts with: one card, one collapsed line serve all. */
import { z } from "zod";
import { LINE, PARAGRAPH, SENTENCE, text } from "../text.ts";

export const fact = z.object({ label: text(LINE), text: text(SENTENCE) }).meta({ id: "Fact" });

export const head = {
  title: text(LINE),
  logline: text(SENTENCE),
  facts: z.array(fact).length(3),
  why: text(PARAGRAPH),
  open_questions: z.array(text(SENTENCE).meta({ id: "OpenQuestion" })).max(3),
};
