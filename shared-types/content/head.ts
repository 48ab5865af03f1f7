/** The head that every stage's content starts with: one card, one collapsed line serve all. */
import { z } from "zod";
import { SENTENCE } from "../text.ts";
import { items, line, lines, paragraph, sentence } from "./field.ts";

const fact = z
  .object({ label: line("Label", "名目"), text: sentence("Text", "内容") })
  .meta({ id: "Fact" });

export const head = {
  title: line("Title", "标题"),
  logline: sentence("Logline", "一句话故事"),
  facts: items("Three facts", "三点要义", fact, { min: 3, max: 3, heading: "label" }),
  why: paragraph("Why this one", "为什么选它"),
  open_questions: lines("Open questions", "待定的问题", "OpenQuestion", SENTENCE, { max: 3 }),
};
