/** Contents valid by their stage's schema, for tests that need one and do not look at it. */

export function conceptContent(title: string, extra: Readonly<Record<string, unknown>> = {}) {
  return {
    title,
    logline: "A diver hears the drowned town speak.",
    facts: [
      { label: "Who", text: "a diver" },
      { label: "Where", text: "a reservoir" },
      { label: "Cost", text: "her hearing" },
    ],
    why: "It has a clock.",
    open_questions: [],
    angle: "the debt",
    dramatic_question: "Will she hear them out?",
    genres: ["mystery"],
    protagonist: "Ines",
    desire: "to bring up her brother",
    obstacle: "the water is for sale",
    stakes: "the valley",
    irony: "she drowned it",
    reader_promise: "a slow dread",
    opening_hook: "The bell rings under water.",
    tone: "quiet",
    ...extra,
  };
}

export function storyContent() {
  const { title, logline, facts, why, open_questions } = conceptContent("Story");
  return {
    title,
    logline,
    facts,
    why,
    open_questions,
    premise: "p",
    theme_question: "q",
    form: {
      kind: "novel",
      target_length: 90_000,
      chapter_length: 3_000,
      chapters: 30,
      unit: "words",
      pov: "first",
      audience: "adults",
    },
    voice: { description: "d", sample: "s" },
    conflict: { want: "w", need: "n", opposition: "o", stakes: "s" },
    movements: [1, 2, 3, 4].map((n) => ({ name: `m${n}`, event: "e", change: "c" })),
    engine: "e",
    pleasures: ["a", "b", "c"],
    threads: [
      {
        question: "Who rang?",
        answer: "She did.",
        clues: [{ text: "A wet rope." }],
        answered_when: "At the end.",
      },
    ],
    ending: { image: "i", cost: "c", answer: "a" },
    avoid: [],
  };
}
