/** What came back of a chat completion: a stream of events, or one JSON body where a stream was asked. */
import { z } from "zod";

export interface Completion {
  readonly text: string;
  /** The model thought before it answered. */
  readonly reasons: boolean;
  readonly isStream: boolean;
  /** Pieces of the answer's own text. */
  readonly pieces: number;
  readonly outputTokens: number | null;
  readonly inputTokens: number | null;
  /** Of the output; null where it is not told. */
  readonly thinkingTokens: number | null;
  /** An error in the place of an answer, as the endpoint says it. */
  readonly error: string | null;
}

const part = z.looseObject({
  content: z.unknown().optional(),
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
});
const chunk = z.looseObject({
  choices: z
    .array(z.looseObject({ delta: part.nullish(), message: part.nullish() }))
    .nullish()
    .catch(null),
  usage: z
    .looseObject({
      prompt_tokens: z.number().nullish(),
      completion_tokens: z.number().nullish(),
      completion_tokens_details: z
        .looseObject({ reasoning_tokens: z.number().nullish() })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  error: z.unknown().optional(),
});

export function readCompletion(body: string, contentType: string): Completion {
  const isStream = contentType.includes("text/event-stream") || body.startsWith("data:");
  const lines = isStream ? dataLines(body) : [body];
  let text = "";
  let pieces = 0;
  let reasons = false;
  let usage: z.infer<typeof chunk>["usage"] = null;
  let error: string | null = null;
  for (const line of lines) {
    const read = parsed(line);
    if (read === null) continue;
    usage = read.usage ?? usage;
    if (read.error !== undefined && read.error !== null) error = errorText(read.error);
    for (const choice of read.choices ?? []) {
      const said = choice.delta ?? choice.message;
      const content = textOf(said?.content);
      if (content !== "") pieces += 1;
      text += content;
      reasons ||= (said?.reasoning_content ?? said?.reasoning ?? "") !== "";
    }
  }
  const thought = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/u.exec(text);
  return {
    text: thought === null ? text : text.slice(thought[0].length),
    reasons:
      reasons || thought !== null || (usage?.completion_tokens_details?.reasoning_tokens ?? 0) > 0,
    isStream,
    pieces,
    inputTokens: usage?.prompt_tokens ?? null,
    outputTokens: usage?.completion_tokens ?? null,
    thinkingTokens: usage?.completion_tokens_details?.reasoning_tokens ?? null,
    error,
  };
}

/** The endpoint's own words for an error, wherever it puts them. */
export function errorText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return errorText(value[0]);
  if (typeof value !== "object" || value === null) return "";
  for (const key of ["message", "error", "detail", "msg", "error_msg"]) {
    const found = errorText(Reflect.get(value, key));
    if (found !== "") return found;
  }
  return "";
}

function dataLines(body: string): readonly string[] {
  return body
    .split(/\r?\n/u)
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).trim())
    .filter((line) => line !== "[DONE]");
}

function parsed(line: string): z.infer<typeof chunk> | null {
  try {
    return chunk.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** A string, or parts of which some are text. */
function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((each: unknown) => {
      const text: unknown = typeof each === "object" && each !== null && Reflect.get(each, "text");
      return typeof text === "string" ? text : "";
    })
    .join("");
}
