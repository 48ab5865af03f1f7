/** "What if, here": a name, maybe another model, and one press. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { branchesWords } from "../../../i18n/branches.words.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { navigate } from "../../../models/app/router.ts";
import type { BranchesApi } from "../../../models/session/branches.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { branchVersion } from "./branches.tsx";

export interface BranchFormProps {
  readonly studio: Studio;
  readonly api: BranchesApi;
}

export function BranchForm({ studio, api }: BranchFormProps): JSX.Element | null {
  const state = studio.session.state.value;
  const text = branchesWords.value;
  const at = branchVersion();
  const title = useSignal<string | null>(null);
  const model = useSignal("");
  const status = useSignal<"idle" | "making" | "failed">("idle");
  if (!state) return null;
  const version = Math.min(at ?? state.version, state.version);
  const name = title.value ?? text.suggested(state.title || words.value.chrome.untitled);
  // Only what came after that version can be written again, and only by a model.
  const canReplay = version < state.version && state.generator.kind === "model";
  const make = async () => {
    if (status.value === "making") return;
    status.value = "making";
    const replay_with = canReplay ? model.value.trim() : "";
    const made = await api.make(state.session_id, {
      version,
      ...(name.trim() === "" ? {} : { title: name.trim() }),
      ...(replay_with === "" ? {} : { replay_with }),
    });
    status.value = made.outcome === "ok" ? "idle" : "failed";
    if (made.outcome === "ok") navigate(`/sessions/${made.body.session_id}`);
  };
  return (
    <form
      class="branch-form"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <p>{at === null || at >= state.version ? text.fromNow : text.from(version)}</p>
      <label class="label" for="branch-name">
        {text.name}
      </label>
      <input
        id="branch-name"
        class="box"
        maxLength={200}
        value={name}
        lang={state.language}
        onInput={(event) => {
          title.value = event.currentTarget.value;
        }}
      />
      {canReplay ? (
        <>
          <label class="label" for="branch-model">
            {text.model}
          </label>
          <input
            id="branch-model"
            class="box"
            maxLength={200}
            value={model.value}
            aria-describedby="branch-model-hint"
            onInput={(event) => {
              model.value = event.currentTarget.value;
            }}
          />
          <p class="muted" id="branch-model-hint">
            {text.modelHint}
          </p>
        </>
      ) : null}
      <Button type="submit" disabled={status.value === "making"}>
        {status.value === "making" ? text.making : text.make}
      </Button>
      <p role="status">{status.value === "failed" ? text.failed : ""}</p>
    </form>
  );
}
