/**
 * A scripted OpenAI-compatible endpoint: streams Chat Completions over HTTP as a test tells it to.
 *
 *     await using model = await startModelServer();
 *     // OPENAI_BASE_URL: model.url, GENESIS_MODEL: model.model
 *     model.holdAfter(200);        // answers stop there until release()
 *     model.reply({ kind: "status", status: 503 }, { kind: "answer" });
 *
 * Without a script every request gets a whole answer that is valid for the stage it asks for
 * (model-answers.json: one book in each language, names instead of ids).
 */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { STAGES, type Stage } from "#shared/stages.ts";
import { LANGUAGES, type Language } from "#shared/statuses.ts";
import { z } from "zod";

const chatRequest = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  stream_options: z.object({ include_usage: z.boolean() }).optional(),
  response_format: z
    .looseObject({ type: z.string(), json_schema: z.looseObject({ name: z.string() }).optional() })
    .optional(),
});

/** What the studio asked. */
export type ModelRequest = z.infer<typeof chatRequest>;

/** What one request gets. Characters are counted in the answer's JSON text. */
export type ModelReply =
  /** A whole answer: the stage's own one, or this content or text. */
  | { readonly kind: "answer"; readonly content?: string | Readonly<Record<string, unknown>> }
  /** The answer's beginning; then the connection ends without a word. */
  | { readonly kind: "cut"; readonly afterCharacters: number }
  /** The answer's beginning, and then nothing more. */
  | { readonly kind: "silent"; readonly afterCharacters: number }
  /** An error instead of an answer. */
  | { readonly kind: "status"; readonly status: number; readonly message?: string }
  /** The connection is closed before an answer. */
  | { readonly kind: "hang_up" };

export interface ModelServer extends AsyncDisposable {
  /** What OPENAI_BASE_URL takes. */
  readonly url: string;
  readonly model: string;
  /** Every chat request so far, oldest first. */
  readonly requests: readonly ModelRequest[];
  /** Scripts the next requests, in order; after them every request is answered again. */
  reply(...replies: readonly ModelReply[]): void;
  /** How fast answers stream: so many characters every so many milliseconds. */
  pace(options: { readonly characters: number; readonly everyMs: number }): void;
  /**
   * Every answer that has not passed it stops after so many characters, until `release`.
   * @param fromRequest 2: the answer to the next request but one is the first that stops
   */
  holdAfter(characters: number, fromRequest?: number): void;
  /** Resolves once an answer is held. */
  held(): Promise<void>;
  release(): void;
  /** Resolves once a client has hung up on an answer since `holdAfter`, as a stop does. */
  hungUp(): Promise<void>;
  stop(): Promise<void>;
}

const answersShape = z.record(
  z.enum(LANGUAGES),
  z.record(z.enum(STAGES), z.array(z.record(z.string(), z.unknown())).min(1)),
);

export interface ModelServerOptions {
  readonly port?: number;
  /** Decides what a request gets that no script is left for, from what it would be answered. */
  readonly decide?: (request: ModelRequest, own: ModelContent) => Promise<ModelReply>;
}

interface Hold {
  readonly after: number;
  /** The first of the requests, in their order, that it is for. */
  readonly from: number;
  readonly released: PromiseWithResolvers<void>;
}

export type ModelContent = Readonly<Record<string, unknown>>;

export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const text = await readFile(new URL("model-answers.json", import.meta.url), "utf8");
  const server = new ScriptedModel(answersShape.parse(JSON.parse(text)), options.decide);
  await server.listen(options.port ?? 0);
  return server;
}

class ScriptedModel implements ModelServer {
  readonly model = "scripted-1";
  readonly requests: ModelRequest[] = [];
  readonly #answers: z.infer<typeof answersShape>;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });
  readonly #replies: ModelReply[] = [];
  #pace = { characters: 200, everyMs: 0 };
  #hold: Hold | null = null;
  #held = Promise.withResolvers<void>();
  #hungUp = Promise.withResolvers<void>();
  #concepts = 0;

  readonly #decide: ModelServerOptions["decide"];

  constructor(answers: z.infer<typeof answersShape>, decide: ModelServerOptions["decide"]) {
    this.#answers = answers;
    this.#decide = decide;
  }

  async listen(port: number): Promise<void> {
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("not listening");
    return `http://127.0.0.1:${address.port}/v1`;
  }

  reply(...replies: readonly ModelReply[]): void {
    this.#replies.push(...replies);
  }

  pace(options: { readonly characters: number; readonly everyMs: number }): void {
    this.#pace = options;
  }

  holdAfter(characters: number, fromRequest?: number): void {
    this.release();
    const from = fromRequest === undefined ? 0 : this.requests.length + fromRequest;
    this.#hold = { after: characters, from, released: Promise.withResolvers() };
    this.#held = Promise.withResolvers();
    this.#hungUp = Promise.withResolvers();
  }

  held(): Promise<void> {
    return this.#held.promise;
  }

  release(): void {
    this.#hold?.released.resolve();
    this.#hold = null;
  }

  hungUp(): Promise<void> {
    return this.#hungUp.promise;
  }

  async stop(): Promise<void> {
    this.release();
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "GET" && request.url?.endsWith("/models")) {
      sendJson(response, 200, { object: "list", data: [{ id: this.model, object: "model" }] });
      return;
    }
    const body = chatRequest.parse(JSON.parse(await readBody(request)));
    const number = this.requests.push(body);
    const reply = this.#replies.shift() ??
      (await this.#decide?.(body, this.#own(body))) ?? { kind: "answer" };
    if (reply.kind === "status") {
      sendJson(response, reply.status, { error: { message: reply.message ?? "scripted" } });
      return;
    }
    if (reply.kind === "hang_up") {
      request.socket.destroy();
      return;
    }
    response.on("close", () => {
      if (response.writableEnded) return;
      this.#hungUp.resolve();
    });
    response.writeHead(200, { "content-type": "text/event-stream" });
    await this.#stream(response, number, body, reply);
  }

  async #stream(
    response: ServerResponse,
    number: number,
    body: ModelRequest,
    reply: Exclude<ModelReply, { kind: "status" | "hang_up" }>,
  ): Promise<void> {
    const whole = this.#text(body, reply);
    const text = reply.kind === "answer" ? whole : whole.slice(0, reply.afterCharacters);
    for (let at = 0; at < text.length; ) {
      const hold = number >= (this.#hold?.from ?? 0) ? this.#hold : null;
      const until = hold === null || at > hold.after ? text.length : hold.after;
      if (hold !== null && at === hold.after) {
        this.#held.resolve();
        await hold.released.promise;
        if (response.destroyed) return;
      }
      const end = Math.min(at + this.#pace.characters, until > at ? until : text.length);
      this.#chunk(response, { delta: { content: text.slice(at, end) } });
      at = end;
      await delay(this.#pace.everyMs);
      if (response.destroyed) return;
    }
    if (reply.kind === "silent") return;
    if (reply.kind === "cut") {
      response.destroy();
      return;
    }
    this.#chunk(response, { delta: {}, finish_reason: "stop" });
    if (body.stream_options?.include_usage) {
      const usage = { prompt_tokens: 1_000, completion_tokens: 500, total_tokens: 1_500 };
      this.#chunk(response, null, usage);
    }
    response.end("data: [DONE]\n\n");
  }

  #chunk(response: ServerResponse, choice: object | null, usage: object | null = null): void {
    const choices = choice === null ? [] : [{ index: 0, finish_reason: null, ...choice }];
    const head = { id: "scripted", object: "chat.completion.chunk", created: 0 };
    const body = { ...head, model: this.model, choices, usage };
    response.write(`data: ${JSON.stringify(body)}\n\n`);
  }

  /** The answer's text: the scripted one, else the stage's in the request's language. */
  #text(body: ModelRequest, reply: ModelReply): string {
    if (reply.kind === "answer" && reply.content !== undefined) {
      return typeof reply.content === "string" ? reply.content : JSON.stringify(reply.content);
    }
    return JSON.stringify(this.#own(body));
  }

  #own(body: ModelRequest): ModelContent {
    // What the test of an endpoint asks.
    if (JSON.stringify(body.messages).includes("three words from it")) return SHORT_ANSWER;
    const stage = stageOf(body);
    const candidates = this.#answers[languageOf(body)][stage];
    // Three requests of one round get three different concepts, also where rounds interleave:
    // each request names the ones before it.
    if (stage !== "CONCEPT_SELECTION") return candidates[0] ?? {};
    const index = this.#concepts++ % candidates.length;
    const inTurn = [...candidates.slice(index), ...candidates.slice(0, index)];
    const asked = JSON.stringify(body.messages);
    return inTurn.find((concept) => !asked.includes(String(concept["title"]))) ?? inTurn[0] ?? {};
  }
}

const SHORT_ANSWER = { title: "The lighthouse", words: ["salt", "lamp", "stair"] };

/** The schema's name says the stage; in lower modes the schema that ends the request does. */
function stageOf(body: ModelRequest): Stage {
  const name = body.response_format?.json_schema?.name.toUpperCase() ?? "";
  const stage = STAGES.find((candidate) => name.startsWith(candidate));
  if (stage !== undefined) return stage;
  const said = body.messages.at(-1)?.content ?? "";
  const schema = said.slice(said.lastIndexOf("JSON schema:"));
  const marks: Readonly<Record<Stage, string>> = {
    CONCEPT_SELECTION: '"reader_promise"',
    STORY_CONCEPTION: '"theme_question"',
    WORLDVIEW: '"daily_life"',
    CHARACTERS: '"misbelief"',
    PLOT_OUTLINE: '"end_hook"',
  };
  const found = STAGES.find((candidate) => schema.includes(marks[candidate]));
  if (found === undefined) throw new Error("a request that names no stage");
  return found;
}

function languageOf(body: ModelRequest): Language {
  return /\p{Script=Han}/u.test(body.messages[0]?.content ?? "") ? "zh-CN" : "en";
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  request.setEncoding("utf8");
  for await (const piece of request) text += String(piece);
  return text;
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
