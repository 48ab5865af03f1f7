/** What the writer brought and decided, word for word, as the finished book keeps it. */
import type { Novel } from "#shared/foundation/novel.ts";

const BRIEF_TEXTS = ["idea", "genre", "hints", "notes"] as const;

export interface WritersWords {
  readonly texts: readonly {
    readonly field: (typeof BRIEF_TEXTS)[number];
    readonly text: string;
  }[];
  readonly rules: readonly string[];
  /** null: left open on purpose. */
  readonly decided: readonly { readonly question: string; readonly answer: string | null }[];
}

export function writersWords({ brief, questions }: Novel): WritersWords {
  return {
    texts: BRIEF_TEXTS.flatMap((field) => {
      const text = brief[field] ?? "";
      return text.trim() === "" ? [] : [{ field, text }];
    }),
    rules: brief.constraints,
    decided: questions.flatMap(({ question, answer, status }) =>
      status === "OPEN"
        ? []
        : [{ question, answer: status === "LEFT_OPEN" ? null : (answer ?? "") }],
    ),
  };
}
