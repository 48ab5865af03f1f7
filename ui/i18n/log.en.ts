/** The words of the log that a writer takes away, and of bringing one. */
import type { LogWords } from "./log.zh-CN.ts";

export const logEn: LogWords = {
  take: "Take the log away",
  takeNote:
    "One file with all that happened to this book; anyone can verify that nothing in it was changed.",
  lead: "A log that was taken away becomes a book again here: the same texts, history and novel.",
  file: "Log file",
  reading: "Verifying and reading…",
  refusedAt: (line) =>
    `Not brought: line ${line} is not as it was written, or breaks a rule. Your shelf is as it was.`,
  refused: "Not brought: this file is no log, or no longer whole. Your shelf is as it was.",
  tooLarge: "Not brought: a log has 16 MiB at most.",
};
