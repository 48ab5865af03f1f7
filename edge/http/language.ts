/** The book's language where the request does not say: the best of Accept-Language, else Chinese. */
import type { Language } from "#shared/statuses.ts";

const DEFAULT_LANGUAGE: Language = "zh-CN";

export function preferredLanguage(acceptLanguage: string | undefined): Language {
  let best: { readonly language: Language; readonly quality: number } | null = null;
  for (const range of (acceptLanguage ?? "").split(",")) {
    const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const language = languageOf(tag);
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    const quality = weight === undefined ? 1 : Number(weight);
    if (language !== null && quality > (best?.quality ?? 0)) best = { language, quality };
  }
  return best?.language ?? DEFAULT_LANGUAGE;
}

function languageOf(tag: string): Language | null {
  if (tag === "en" || tag.startsWith("en-")) return "en";
  if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
  return null;
}
