/** One short answer of a model, asked for in the best mode that its endpoint takes. */
import { z } from "zod";
import { isLoopbackHost, operationUrl } from "#shared/model/model-endpoint.ts";
import type { EndpointAnswer, SendToEndpoint } from "#runtime/endpoints/endpoint-client.ts";
import { type Completion, readCompletion } from "./read-completion.ts";
import { answerFault, reachFault, saidIn } from "./test-faults.ts";
import type { AnswerFault } from "./test-words.ts";

export type AnswerMode = "schema" | "json" | "text";

export type AnswerTried =
  | {
      readonly outcome: "ANSWERED";
      readonly called: string;
      readonly mode: AnswerMode;
      readonly completion: Completion;
      readonly ms: number;
      readonly firstByteMs: number;
    }
  | {
      readonly outcome: "FAULT";
      readonly called: string;
      readonly fault: AnswerFault;
      /** The endpoint's own words. */
      readonly said: string;
      readonly ms: number;
    };

const MODES: readonly AnswerMode[] = ["schema", "json", "text"];
const DEADLINE_MS = 60_000;

const SCHEMA = {
  type: "object",
  properties: { title: { type: "string" }, words: { type: "array", items: { type: "string" } } },
  required: ["title", "words"],
  additionalProperties: false,
};
/** A small model of one's own closes a text only where it has to. Not every service takes the bounds. */
const BOUNDED = {
  ...SCHEMA,
  properties: {
    title: { type: "string", maxLength: 60 },
    words: { type: "array", maxItems: 3, items: { type: "string", maxLength: 20 } },
  },
};
const followsSchema = z.object({ title: z.string(), words: z.array(z.string()) });
const PROMPT =
  'Answer with one JSON object and nothing else: {"title": a title for a short story about a lighthouse, "words": three words from it}.';

interface Asked {
  readonly baseUrl: string;
  readonly key: string | null;
  readonly model: string;
}

export async function tryAnswer(
  send: SendToEndpoint,
  asked: Asked,
  signal: AbortSignal,
): Promise<AnswerTried> {
  const called = operationUrl(asked.baseUrl, "/chat/completions");
  const startedAt = performance.now();
  const fault = (kind: AnswerFault, said = ""): AnswerTried => ({
    outcome: "FAULT",
    called,
    fault: kind,
    said,
    ms: Math.round(performance.now() - startedAt),
  });
  let last = fault("said");
  for (const mode of MODES) {
    let answer: EndpointAnswer;
    const askedAt = performance.now();
    try {
      answer = await send({
        method: "POST",
        url: called,
        key: asked.key,
        body: bodyOf(asked.model, mode, isOnThisMachine(called) ? BOUNDED : SCHEMA),
        deadlineMs: DEADLINE_MS,
        signal,
      });
    } catch (error) {
      return fault(reachFault(error) === "timeout" ? "slow" : "away");
    }
    const refused = answerFault(answer);
    const completion = readCompletion(answer.text, answer.contentType);
    if (refused === null && completion.error === null && completion.text.trim() !== "") {
      return {
        outcome: "ANSWERED",
        called,
        mode: modeShown(mode, completion.text),
        completion,
        ms: Math.round(performance.now() - askedAt),
        firstByteMs: answer.firstByteMs,
      };
    }
    last =
      refused === null
        ? fault(completion.error === null ? "empty" : "said", completion.error ?? "")
        : fault(refused, saidIn(answer));
    // Another mode helps only where the request itself was not taken.
    if (refused !== null && refused !== "said" && refused !== "away") return last;
  }
  return last;
}

function isOnThisMachine(url: string): boolean {
  return isLoopbackHost(new URL(url).hostname);
}

function bodyOf(model: string, mode: AnswerMode, schema: object) {
  const format = {
    schema: {
      response_format: {
        type: "json_schema",
        json_schema: { name: "short_answer", strict: true, schema },
      },
    },
    json: { response_format: { type: "json_object" } },
    text: {},
  };
  return {
    model,
    messages: [{ role: "user", content: PROMPT }],
    stream: true,
    ...(mode === "text" ? {} : { stream_options: { include_usage: true } }),
    ...format[mode],
  };
}

/** An endpoint may take the schema and ignore it. */
function modeShown(mode: AnswerMode, text: string): AnswerMode {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "text";
  }
  if (mode === "schema" && !followsSchema.safeParse(value).success) return "json";
  return mode;
}
