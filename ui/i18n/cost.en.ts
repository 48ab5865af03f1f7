/** The words of what a book costs and may cost. */
import type { CostWords } from "./cost.zh-CN.ts";

export const costEn: CostWords = {
  title: "Cost",
  atLeast: (usd) => `at least ${usd}`,
  unknown: "Price unknown",
  free: "Free",
  tokens: (input, output) => `${input} tokens in, ${output} out`,
  book: "This book",
  month: (month, model) => `${month} · ${model}`,
  all: "All your books, by month and model",
  none: "No model has been called yet.",
  budget: "What this book may cost, in US dollars",
  set: "Set",
  lift: "No budget",
  left: (spent, limit) => `${spent} of ${limit} spent`,
  spent: (limit) =>
    `The ${limit} that this book may cost are spent. Raise them, and writing can go on.`,
  raise: (limit) => `Raise to ${limit}`,
  notCounted: "Calls whose price is not known do not count.",
  told: "What the model is told",
  toldLead: "Each request adds your words, what is confirmed, and what is still open.",
  toldAlways: "For every stage",
  toldOwn: "changed for this book",
  toldChange: "Change it for this book",
  toldSave: "Save",
  toldBack: "As it comes with the studio",
  toldLeave: "Leave it",
};
