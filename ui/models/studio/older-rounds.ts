/** A stage's rounds from before those that the state has, fetched once somebody asks for them. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Proposal } from "#shared/session/proposal.ts";
import type { Stage } from "#shared/stages.ts";
import type { Api } from "../browser/api.ts";
import { mergeRounds } from "./rounds.ts";

export interface OlderRounds {
  readonly status: ReadonlySignal<"idle" | "loading" | "failed">;
  readonly of: (stage: Stage) => readonly Proposal[];
  /** All of the stage that is looked at, page after page. */
  readonly load: () => Promise<void>;
}

export function createOlderRounds(
  session_id: string,
  api: Api,
  stage: ReadonlySignal<Stage | null>,
): OlderRounds {
  const rounds = signal<ReadonlyMap<Stage, readonly Proposal[]>>(new Map());
  const status = signal<"idle" | "loading" | "failed">("idle");
  return {
    status,
    of: (name) => rounds.value.get(name) ?? [],
    async load() {
      const of = stage.value;
      if (!of || status.value === "loading") return;
      status.value = "loading";
      let before: string | null = null;
      do {
        const result = await api.listProposals(session_id, of, before);
        if (result.outcome !== "ok") {
          status.value = "failed";
          return;
        }
        const known = rounds.value.get(of) ?? [];
        rounds.value = new Map(rounds.value).set(of, mergeRounds(known, result.body.proposals));
        before = result.body.next;
      } while (before !== null);
      status.value = "idle";
    },
  };
}
