/** The head that every stage's content starts with: one card, one collapsed line serve all. */
import { z } from "zod";
import { itemId } from "../text.ts";
import { items, line, paragraph, reference, sentence } from "./field.ts";

const fact = z
  .object({ label: line("Label", "名目"), text: sentence("Text", "内容") })
  .meta({ id: "Fact" });

export const openQuestion = z
  .object({ id: itemId, question: sentence("Question", "问题") })
  .strict()
  .meta({ id: "OpenQuestion" });

const proposedAnswer = z
  .object({
    question_id: reference(
      "Question",
      "问题",
      "question",
      "An open question of an earlier stage, word for word.",
    ),
    answer: sentence("Answer", "答案"),
  })
  .strict()
  .meta({ id: "ProposedAnswer" });

export const head = {
  title: line("Title", "标题"),
  logline: sentence("Logline", "一句话故事"),
  facts: items("Three facts", "三点要义", fact, { min: 3, max: 3, heading: "label" }),
  why: paragraph("Why this one", "为什么选它"),
  /** A question is asked once a book: one that an earlier stage asked has that one's id. */
  open_questions: items("Open questions", "待定的问题", openQuestion, {
    max: 3,
    heading: "question",
    target: "question",
  }),
};

/** The head from the second stage on: what the writer left unanswered gets an answer proposed. */
export const laterHead = {
  ...head,
  proposed_answers: items("Proposed answers", "代拟的答案", proposedAnswer, {
    max: 30,
    heading: "question_id",
    names: [],
    identity: ["question_id"],
  }).optional(),
};
