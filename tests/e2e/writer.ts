/** A writer at a browser: presses the buttons a person would, and keeps what went over the wire. */
import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { expect } from "vitest";
import type { Stage } from "#shared/stages.ts";
import type { SessionState } from "#shared/session/state.ts";

/** The buttons' first words, which are all that a name is matched by. */
export const WORDS = {
  "zh-CN": {
    inspire: "给我灵感！",
    idea: "你的想法",
    submitIdea: "从这个想法开始",
    choose: "选择",
    revise: "反馈修订",
    regenerate: "重新生成",
    confirm: "确认",
    stop: "停止",
    finish: "完成创世",
    tryAgain: "再试一次",
  },
  en: {
    inspire: "Inspire me!",
    idea: "Your idea",
    submitIdea: "Start from this idea",
    choose: "Choose",
    revise: "Revise",
    regenerate: "Reroll",
    confirm: "Confirm",
    stop: "Stop",
    finish: "Finish genesis",
    tryAgain: "Try again",
  },
} as const;

export type WriterLanguage = keyof typeof WORDS;

export interface PostedCommand {
  readonly command_type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly idempotency_key: string | undefined;
  readonly status: number | null;
}

export interface WriterOptions {
  readonly language: WriterLanguage;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
}

export class Writer implements AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly words: (typeof WORDS)[WriterLanguage];
  readonly commands: PostedCommand[] = [];
  /** What the page's console and its network said was wrong. */
  readonly complaints: string[] = [];
  readonly #origin: string;

  private constructor(
    context: BrowserContext,
    page: Page,
    origin: string,
    language: WriterLanguage,
  ) {
    this.context = context;
    this.page = page;
    this.#origin = origin;
    this.words = WORDS[language];
    page.on("request", (request) => this.#onRequest(request));
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
  }

  static async open(browser: Browser, origin: string, options: WriterOptions): Promise<Writer> {
    const context = await browser.newContext({
      locale: options.language,
      viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
      colorScheme: options.colorScheme ?? "light",
      reducedMotion: "reduce",
    });
    const writer = new Writer(context, await context.newPage(), origin, options.language);
    await writer.page.goto(origin);
    return writer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.context.close();
  }

  #onRequest(request: Request): void {
    const { pathname } = new URL(request.url());
    if (request.method() !== "POST" || !pathname.endsWith("/commands")) return;
    const body: unknown = request.postDataJSON();
    const command = {
      command_type: String(read(body, "command_type")),
      payload: recordOf(read(body, "payload")),
      idempotency_key: request.headers()["idempotency-key"],
    };
    const index = this.commands.push({ ...command, status: null }) - 1;
    void request
      .response()
      .then((response) => {
        this.commands[index] = { ...command, status: response?.status() ?? null };
      })
      .catch(() => undefined);
  }

  /** Sessions that are followed now, by any browser, as the edge counts them. */
  async streamReaders(): Promise<number> {
    const response = await this.context.request.get(`${this.#origin}/metrics`);
    return Number(/^genesis_stream_readers (\d+)$/m.exec(await response.text())?.[1]);
  }

  get sessionId(): string {
    const id = /\/sessions\/([0-9a-f-]{36})/.exec(this.page.url())?.[1];
    if (id === undefined) throw new Error(`not in a session: ${this.page.url()}`);
    return id;
  }

  async state(): Promise<SessionState> {
    const response = await this.context.request.get(
      `${this.#origin}/api/v1/genesis/sessions/${this.sessionId}/state`,
    );
    expect(response.status()).toBe(200);
    return await response.json();
  }

  button(word: string) {
    return this.page.getByRole("button", { name: new RegExp(`^${escape(word)}`) });
  }

  /** Presses the first enabled button that begins with the word. */
  async press(word: string): Promise<void> {
    await this.button(word).and(this.page.locator(":enabled")).first().click();
  }

  async inspire(): Promise<void> {
    await this.press(this.words.inspire);
    await this.page.waitForURL(/\/sessions\//);
  }

  async submitIdea(idea: string): Promise<void> {
    await this.page.getByRole("textbox", { name: this.words.idea }).fill(idea);
    await this.press(this.words.submitIdea);
    await this.page.waitForURL(/\/sessions\//);
  }

  /** Waits until the stage has this many rounds and nothing is pending, on the server and here. */
  async untilProposed(stage: Stage, rounds = 1): Promise<SessionState> {
    await expect
      .poll(async () => {
        const state = await this.state();
        return `${state.current_stage} ${state.stages[stage].proposal_count >= rounds} ${state.is_pending} ${state.last_error?.code ?? ""}`;
      })
      .toBe(`${stage} true false `);
    await this.button(this.words.revise)
      .first()
      .or(this.button(this.words.choose).first())
      .first()
      .waitFor();
    await this.button(this.words.stop).first().waitFor({ state: "detached" });
    return await this.state();
  }

  /** Chooses the first candidate of the newest round, where none is chosen yet. */
  async choose(stage: Stage): Promise<void> {
    if ((await this.state()).stages[stage].working === null) await this.press(this.words.choose);
    await expect.poll(async () => (await this.state()).stages[stage].working !== null).toBe(true);
  }

  async revise(feedback: string): Promise<void> {
    await this.page.getByRole("textbox").last().fill(feedback);
    await this.press(this.words.revise);
  }

  async confirm(): Promise<void> {
    await this.press(this.words.confirm);
  }
}

function read(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
