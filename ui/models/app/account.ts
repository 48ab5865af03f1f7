/** The account that this browser acts as: what it offers, and what was made for another browser. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { ApiClient, ApiModel } from "#shared/http/client.ts";
import { type ApiResult, ask, askForNothing } from "../browser/api.ts";
import type { FailedPress } from "../session/send-outcome.ts";
import { pageClient } from "../browser/page-client.ts";
import { at } from "../browser/place.ts";

export type Account = ApiModel<"Account">;
export type DeviceCode = ApiModel<"DeviceCode">;
type Failure = FailedPress["outcome"];

export interface AccountApi {
  readonly getAccount: () => Promise<ApiResult<Account>>;
  readonly makeDeviceCode: () => Promise<ApiResult<DeviceCode>>;
  readonly makeRecoveryPhrase: (
    language: "zh-CN" | "en",
  ) => Promise<ApiResult<ApiModel<"RecoveryPhrase">>>;
  readonly join: (
    secret: ApiModel<"JoinRequest">,
  ) => Promise<ApiResult<{ brought_sessions: number }>>;
  readonly takeAlong: () => Promise<ApiResult<{ brought_sessions: number }>>;
  readonly signOut: (everywhere: boolean) => Promise<ApiResult<{ continue_at: string }>>;
  readonly deleteAccount: () => Promise<ApiResult<unknown>>;
}

export function createAccountApi(client: ApiClient = pageClient()): AccountApi {
  return {
    getAccount: () => ask(client.GET("/api/v1/genesis/account")),
    makeDeviceCode: () => ask(client.POST("/api/v1/genesis/account/device-codes", { body: {} })),
    makeRecoveryPhrase: (language) =>
      ask(client.POST("/api/v1/genesis/account/recovery-phrase", { body: { language } })),
    join: (body) => ask(client.POST("/api/v1/genesis/account/join", { body })),
    takeAlong: () => ask(client.POST("/api/v1/genesis/account/take-along", { body: {} })),
    signOut: (everywhere) =>
      ask(client.POST("/api/v1/genesis/account/sign-out", { body: { everywhere } })),
    deleteAccount: () => askForNothing(client.DELETE("/api/v1/genesis/account")),
  };
}

export interface AccountModel {
  /** Null until it is known; what it offers is not worth an error. */
  readonly account: ReadonlySignal<Account | null>;
  readonly code: ReadonlySignal<DeviceCode | null>;
  /** Its words, while they are shown. */
  readonly phrase: ReadonlySignal<readonly string[] | null>;
  readonly isBusy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<{ readonly outcome: Failure } | null>;
  /** How many sessions came along; null before. */
  readonly taken: ReadonlySignal<number | null>;
  readonly load: () => Promise<void>;
  readonly makeCode: () => Promise<void>;
  readonly makePhrase: (language: "zh-CN" | "en") => Promise<void>;
  readonly hidePhrase: () => void;
  readonly takeAlong: () => Promise<void>;
  readonly signOut: (everywhere: boolean) => Promise<void>;
  readonly deleteAccount: () => Promise<void>;
}

export interface AccountOptions {
  readonly api?: AccountApi;
  readonly onBrought?: () => void;
  /** Leaves the page. */
  readonly goTo?: (href: string) => void;
}

export function createAccount(options: AccountOptions = {}): AccountModel {
  const api = options.api ?? createAccountApi();
  const account = signal<Account | null>(null);
  const code = signal<DeviceCode | null>(null);
  const phrase = signal<readonly string[] | null>(null);
  const isBusy = signal(false);
  const failed = signal<{ readonly outcome: Failure } | null>(null);
  const taken = signal<number | null>(null);

  async function press<T>(request: () => Promise<ApiResult<T>>, done: (body: T) => void) {
    if (isBusy.value) return;
    isBusy.value = true;
    failed.value = null;
    const result = await request();
    isBusy.value = false;
    if (result.outcome === "ok") done(result.body);
    else failed.value = { outcome: result };
  }

  const goTo = options.goTo ?? ((href: string) => window.location.assign(href));

  async function load(): Promise<void> {
    const result = await api.getAccount();
    if (result.outcome === "ok") account.value = result.body;
  }

  return {
    account,
    code,
    phrase,
    isBusy,
    failed,
    taken,
    load,
    makeCode: () => press(api.makeDeviceCode, (made) => (code.value = made)),
    makePhrase: (language) =>
      press(
        () => api.makeRecoveryPhrase(language),
        (made) => {
          phrase.value = made.phrase.split(" ");
          void load();
        },
      ),
    hidePhrase() {
      phrase.value = null;
    },
    takeAlong: () =>
      press(api.takeAlong, ({ brought_sessions }) => {
        taken.value = brought_sessions;
        options.onBrought?.();
        void load();
      }),
    signOut: (everywhere) =>
      press(
        () => api.signOut(everywhere),
        ({ continue_at }) => goTo(at(continue_at)),
      ),
    // What is open here is nobody's from now on: the page begins anew.
    deleteAccount: () => press(api.deleteAccount, () => goTo(at("/"))),
  };
}
