/** The models that an endpoint lists, in whatever form; those that do not write are left out. */
import { z } from "zod";

const entry = z.union([
  z.string(),
  z.looseObject({ id: z.string() }).transform(({ id }) => id),
  z.looseObject({ name: z.string() }).transform(({ name }) => name),
]);
const list = z.union([
  z.looseObject({ data: z.array(entry) }).transform(({ data }) => data),
  z.looseObject({ models: z.array(entry) }).transform(({ models }) => models),
  z.array(entry),
]);

const NO_WRITERS =
  /embed|whisper|tts|dall-?e|image|moderation|rerank|\bbge\b|audio|realtime|transcri|speech|\bclip\b|vision-?ocr|sora|veo|imagen|wanx/iu;
const MOST_LISTED = 500;

/** null: this is no list. */
export function listedModels(body: string): readonly string[] | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  const read = list.safeParse(value);
  if (!read.success) return null;
  const names = read.data.filter(
    (name) => name !== "" && name.length <= 200 && name.isWellFormed(),
  );
  const writing = names.filter((name) => !NO_WRITERS.test(name));
  return [...new Set(writing)].slice(0, MOST_LISTED);
}
