/** What a book will cost about, before anything of it is written. */

/**
 * Tokens of a book's five stages with a revision each, rounded up from what `npm run eval` measures
 * (docs/evaluation.md): three concepts, one each of the rest. Thinking comes on top.
 */
export const BOOK_TOKENS = { input: 45_000, output: 20_000 } as const;

/** @returns US dollars */
export function bookCost(price: {
  readonly input_per_mtok: number;
  readonly output_per_mtok: number;
}): number {
  const { input, output } = BOOK_TOKENS;
  return (input * price.input_per_mtok + output * price.output_per_mtok) / 1_000_000;
}
