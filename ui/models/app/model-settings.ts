/** Connecting a model of one's own: what is typed, what the test found, what is saved. */
import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { ApiClient, ApiModel } from "#shared/http/client.ts";
import { type ApiResult, ask } from "../browser/api.ts";
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import { type AllWishes, emptyWishes, showWishes, wishesToSend } from "./stage-wishes.ts";
import { pageClient } from "../browser/page-client.ts";

export type ModelSettings = ApiModel<"ModelSettings">;
export type ModelTest = ApiModel<"ModelTest">;

export interface ModelConnection {
  readonly saved: ReadonlySignal<ModelSettings | null>;
  readonly baseUrl: Signal<string>;
  readonly key: Signal<string>;
  readonly model: Signal<string>;
  /** Nothing is paid for it, as the writer says by a preset of a server of their own. */
  readonly isFree: Signal<boolean>;
  readonly stages: AllWishes;
  readonly found: ReadonlySignal<ModelTest | null>;
  readonly doing: ReadonlySignal<"nothing" | "testing" | "saving">;
  /** What was refused, in the words of the answer; `unreachable` where there was none. */
  readonly problem: ReadonlySignal<string | null>;
  readonly load: () => Promise<void>;
  readonly test: () => Promise<void>;
  readonly save: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const PATH = "/api/v1/genesis/settings/model";

/** @param onChanged after the model that writes is another one */
export function createModelConnection(
  onChanged: () => void = () => {},
  client: ApiClient = pageClient(),
): ModelConnection {
  const saved = signal<ModelSettings | null>(null);
  const [baseUrl, key, model] = [signal(""), signal(""), signal("")];
  const isFree = signal(false);
  const stages = emptyWishes();
  const found = signal<ModelTest | null>(null);
  const doing = signal<"nothing" | "testing" | "saving">("nothing");
  const problem = signal<string | null>(null);

  async function press<T>(
    what: "testing" | "saving",
    request: () => Promise<ApiResult<T>>,
    done: (body: T) => void,
  ): Promise<void> {
    if (doing.value !== "nothing") return;
    doing.value = what;
    problem.value = null;
    const result = await request();
    doing.value = "nothing";
    if (result.outcome === "ok") done(result.body);
    else problem.value = result.outcome === "unreachable" ? "unreachable" : said(result.problem);
  }

  /** An empty key is the stored one, where there is one. */
  const typed = () => ({
    base_url: baseUrl.value,
    ...(key.value.trim() === "" ? {} : { api_key: key.value }),
    ...(model.value.trim() === "" ? {} : { model: model.value.trim() }),
  });
  /** A server of one's own is free at an address of one's own; a price that was given stays. */
  const priceToSend = () => {
    const currency = "USD" as const;
    if (isFree.value && !/^\s*https:/i.test(baseUrl.value)) {
      return { input_per_mtok: 0, output_per_mtok: 0, currency };
    }
    const price = saved.value?.source === "own" ? saved.value.price : null;
    if (price?.source !== "own" || price.input_per_mtok === 0) return null;
    const { input_per_mtok, output_per_mtok } = price;
    return { input_per_mtok, output_per_mtok, currency };
  };
  const settled = () => ({
    ...typed(),
    stages: wishesToSend(stages),
    price: priceToSend(),
  });
  const changed = (settings: ModelSettings) => {
    saved.value = settings;
    key.value = "";
    onChanged();
  };

  return {
    saved,
    baseUrl,
    key,
    model,
    isFree,
    stages,
    found,
    doing,
    problem,
    async load() {
      const result = await ask(client.GET(PATH));
      if (result.outcome !== "ok") return;
      saved.value = result.body;
      if (result.body.source !== "own") return;
      // What was typed while it was on its way stays.
      baseUrl.value ||= result.body.base_url ?? "";
      model.value ||= result.body.model ?? "";
      isFree.value = result.body.price?.source === "own" && result.body.price.input_per_mtok === 0;
      showWishes(stages, result.body.stages);
    },
    test: () =>
      press(
        "testing",
        () =>
          ask(
            client.POST(`${PATH}/test`, {
              body: typed(),
              headers: { "Accept-Language": interfaceLanguage.value },
            }),
          ),
        (test) => {
          found.value = test;
          if (!test.ok) return;
          baseUrl.value = test.base_url ?? baseUrl.value;
          model.value = test.model ?? model.value;
        },
      ),
    save: () => press("saving", () => ask(client.PUT(PATH, { body: settled() })), changed),
    remove: () =>
      press(
        "saving",
        () => ask(client.DELETE(PATH)),
        (settings) => {
          for (const field of [baseUrl, key, model]) field.value = "";
          found.value = null;
          changed(settings);
        },
      ),
  };
}

function said(problem: {
  readonly issues?: readonly { readonly message: string }[];
  readonly detail: string | null;
}): string {
  return problem.issues?.map(({ message }) => message).join("; ") ?? problem.detail ?? "";
}
