/** The genres that the first door offers: words of the book, in its language. */
import type { Language } from "#shared/statuses.ts";

export const GENRES: Readonly<Record<Language, readonly string[]>> = {
  "zh-CN": ["奇幻", "科幻", "悬疑", "言情", "历史", "武侠", "现实", "恐怖"],
  en: [
    "Fantasy",
    "Science fiction",
    "Mystery",
    "Romance",
    "Historical",
    "Literary",
    "Thriller",
    "Horror",
  ],
};
