/** Tries an endpoint with real calls: its list of models, then one short answer in the best mode. */
import { operationUrl } from "#shared/model/model-endpoint.ts";
import type { ModelTest, ModelTestStep } from "#shared/model/model-settings.ts";
import type { Language } from "#shared/statuses.ts";
import { type AnswerTried, tryAnswer } from "./test-answer.ts";
import type { EndpointAnswer, SendToEndpoint } from "#runtime/endpoints/endpoint-client.ts";
import { listedModels } from "./listed-models.ts";
import { answerFault, isPage, isRedirect, reachFault, saidIn } from "./test-faults.ts";
import { type AnswerFault, testWords } from "./test-words.ts";
import { withoutKey } from "./without-key.ts";

export interface TestedEndpoint {
  /** As readBaseUrl gives it. */
  readonly baseUrl: string;
  readonly key: string | null;
  /** null: the first that the endpoint lists. */
  readonly model: string | null;
  /** What a book costs with a model, in US dollars; null: not known. Absent: nobody asks. */
  readonly bookCost?: (baseUrl: string, model: string) => Promise<number | null>;
}

/** For the list of models; a server that loads one answers it meanwhile. */
const LIST_DEADLINE_MS = 15_000;
/** For all of it. */
const WHOLE_DEADLINE_MS = 75_000;

export async function testEndpoint(
  send: SendToEndpoint,
  endpoint: TestedEndpoint,
  language: Language,
): Promise<ModelTest> {
  const test = new EndpointTest(send, endpoint, language, AbortSignal.timeout(WHOLE_DEADLINE_MS));
  return test.run();
}

class EndpointTest {
  readonly #send: SendToEndpoint;
  readonly #endpoint: TestedEndpoint;
  readonly #words: ReturnType<typeof testWords>;
  readonly #signal: AbortSignal;
  readonly #steps: ModelTestStep[] = [];
  #baseUrl: string;
  #models: readonly string[] = [];
  #called: string | null = null;
  #model: string | null;

  constructor(
    send: SendToEndpoint,
    endpoint: TestedEndpoint,
    language: Language,
    signal: AbortSignal,
  ) {
    this.#send = send;
    this.#endpoint = endpoint;
    this.#words = testWords(language);
    this.#signal = signal;
    this.#baseUrl = endpoint.baseUrl;
    this.#model = endpoint.model;
  }

  async run(): Promise<ModelTest> {
    if (!(await this.#reach())) return this.#result(null);
    if (this.#model === null) {
      this.#step("model", false, 0, this.#words.noModel);
      return this.#result(null);
    }
    const tried = await tryAnswer(
      this.#send,
      { ...this.#endpoint, baseUrl: this.#baseUrl, model: this.#model },
      this.#signal,
    );
    this.#called = tried.called;
    if (!this.#tell(tried, this.#model)) return this.#result(null);
    const cost = await this.#endpoint.bookCost?.(this.#baseUrl, this.#model);
    if (cost !== undefined) this.#step("cost", true, 0, this.#words.cost(cost));
    return this.#result(tried);
  }

  /** Reached and the key accepted, as far as the list of models tells. */
  async #reach(): Promise<boolean> {
    const host = new URL(this.#baseUrl).host;
    const startedAt = performance.now();
    let answer: EndpointAnswer;
    try {
      answer = await this.#list(this.#baseUrl);
      const withVersion = operationUrl(this.#baseUrl, "/v1");
      if (answer.status === 404 && !/\/v\d/u.test(new URL(this.#baseUrl).pathname)) {
        const second = await this.#list(withVersion);
        if (second.status !== 404) [answer, this.#baseUrl] = [second, withVersion];
      }
    } catch (error) {
      const fault = reachFault(error);
      if (fault.startsWith("forbidden_")) this.#called = null;
      this.#step("reached", false, since(startedAt), this.#words.reach[fault](host));
      return false;
    }
    const ms = since(startedAt);
    if (isRedirect(answer) || (isPage(answer) && answer.status < 500)) {
      const fault = isRedirect(answer) ? "redirect" : "page";
      this.#step("reached", false, ms, this.#words.reach[fault](host));
      return false;
    }
    this.#step("reached", true, ms, this.#words.reached(host));
    return this.#readList(answer, ms);
  }

  #readList(answer: EndpointAnswer, ms: number): boolean {
    const fault = answerFault(answer);
    const models = fault === null ? listedModels(answer.text) : null;
    if (fault !== null && ["key", "region", "balance"].includes(fault)) {
      this.#step("key", false, ms, this.#fault(fault, saidIn(answer)));
      return false;
    }
    const { key } = this.#endpoint;
    if (models === null) this.#step("key", true, 0, this.#words.keyUnknown);
    else this.#step("key", true, 0, key === null ? this.#words.keyNotAsked : this.#words.key);
    this.#models = models ?? [];
    this.#model ??= this.#models[0] ?? null;
    return true;
  }

  #list(baseUrl: string): Promise<EndpointAnswer> {
    this.#called = operationUrl(baseUrl, "/models");
    return this.#send({
      method: "GET",
      url: this.#called,
      key: this.#endpoint.key,
      deadlineMs: LIST_DEADLINE_MS,
      signal: this.#signal,
    });
  }

  /** Whether there was an answer. */
  #tell(tried: AnswerTried, model: string): boolean {
    const words = this.#words;
    const isListed = this.#models.includes(model);
    const modelMessage = isListed
      ? words.models(this.#models.length, model)
      : words.modelTyped(model);
    if (tried.outcome === "FAULT") {
      const step = tried.fault === "key" ? "key" : tried.fault === "model" ? "model" : "answers";
      if (step === "answers") this.#step("model", true, 0, modelMessage);
      if (step === "key") this.#steps.splice(1);
      this.#step(step, false, tried.ms, this.#fault(tried.fault, tried.said));
      return false;
    }
    const { completion, mode, ms, firstByteMs } = tried;
    this.#step("model", true, 0, modelMessage);
    this.#step("answers", true, ms, words.answers);
    const streams = completion.isStream && completion.pieces > 1;
    this.#step("streams", streams, firstByteMs, streams ? words.streams : words.streamsNot);
    this.#step("json", mode !== "text", ms, words.json[mode]);
    const { inputTokens, outputTokens } = completion;
    const counts = inputTokens !== null && outputTokens !== null;
    const usage = counts ? words.usage(inputTokens, outputTokens) : words.usageNot;
    this.#step("usage", counts, 0, usage);
    this.#step(
      "reasoning",
      true,
      0,
      completion.reasons ? words.reasons(completion.thinkingTokens) : words.reasonsNot,
    );
    const writingMs = ms - firstByteMs;
    const rate =
      outputTokens === null || writingMs < 50
        ? null
        : Math.max(1, Math.round((outputTokens * 1_000) / writingMs));
    this.#step("speed", true, firstByteMs, words.speed(firstByteMs, rate));
    return true;
  }

  #fault(fault: AnswerFault, said: string): string {
    const quotation = withoutKey(said, this.#endpoint.key);
    const words = this.#words.answer[fault](withoutKey(this.#model ?? "", this.#endpoint.key));
    return quotation === "" ? words : words + this.#words.quoted(quotation);
  }

  #step(step: ModelTestStep["step"], ok: boolean, ms: number, message: string): void {
    this.#steps.push({ step, ok, ms, message });
  }

  #result(answered: AnswerTried | null): ModelTest {
    const completion = answered?.outcome === "ANSWERED" ? answered.completion : null;
    return {
      ok: completion !== null,
      called: this.#called,
      steps: this.#steps,
      models: this.#models.map((model) => withoutKey(model, this.#endpoint.key)),
      base_url: this.#baseUrl,
      model: this.#model,
      mode: answered?.outcome === "ANSWERED" ? answered.mode : null,
      streams: completion !== null && completion.isStream && completion.pieces > 1,
      reports_usage: completion !== null && completion.outputTokens !== null,
      reasons: completion?.reasons ?? false,
    };
  }
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
