/** Bringing another browser's account here: one box for a code or a phrase, and what came of it. */
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { type Account, type AccountApi, createAccountApi } from "./account.ts";

export type JoinOutcome =
  | { readonly kind: "none" }
  | { readonly kind: "joined"; readonly brought: number }
  | { readonly kind: "wrong" | "limited" | "unreachable" | "other" };

export interface JoinModel {
  readonly typed: Signal<string>;
  readonly isEmpty: ReadonlySignal<boolean>;
  readonly isBusy: ReadonlySignal<boolean>;
  readonly outcome: ReadonlySignal<JoinOutcome>;
  /** This browser's own account, for what would come along. */
  readonly own: ReadonlySignal<Account | null>;
  readonly load: () => Promise<void>;
  readonly join: () => Promise<void>;
}

/** @param typed what the address brought: the code of a QR */
export function createJoin(typed: string, api: AccountApi = createAccountApi()): JoinModel {
  const text = signal(typed);
  const isBusy = signal(false);
  const outcome = signal<JoinOutcome>({ kind: "none" });
  const own = signal<Account | null>(null);
  return {
    typed: text,
    isEmpty: computed(() => text.value.trim() === ""),
    isBusy,
    outcome,
    own,
    async load() {
      const result = await api.getAccount();
      if (result.outcome === "ok") own.value = result.body;
    },
    async join() {
      const given = text.value.trim();
      if (given === "" || isBusy.value) return;
      isBusy.value = true;
      const result = await api.join(isCode(given) ? { code: given } : { phrase: given });
      isBusy.value = false;
      if (result.outcome === "ok") {
        outcome.value = { kind: "joined", brought: result.body.brought_sessions };
      } else if (result.outcome === "unreachable") outcome.value = { kind: "unreachable" };
      else outcome.value = { kind: refusal(result.problem.status) };
    },
  };
}

function refusal(status: number): "wrong" | "limited" | "other" {
  if (status === 404 || status === 422) return "wrong";
  return status === 429 ? "limited" : "other";
}

/** Eight letters and figures; a phrase is longer, or Chinese. */
export function isCode(typed: string): boolean {
  return /^[0-9a-z]{4}[\s\p{Pd}]*[0-9a-z]{4}$/iu.test(typed.trim());
}
