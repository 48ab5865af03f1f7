/** "What if, here": a name, maybe another model, and one press. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { branchesWords } from "../../../i18n/branches.words.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { navigate } from "../../../models/browser/router.ts";
import type { BranchMap } from "../../../models/session/branches-map.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { branchVersion } from "./branches.tsx";

export interface BranchFormProps {
  readonly studio: Studio;
  readonly map: BranchMap;
}

export function BranchForm({ studio, map }: BranchFormProps): JSX.Element | null {
  const state = studio.session.state.value;
  const text = branchesWords.value;
  const at = branchVersion();
  const title = useSignal<string | null>(null);
  const model = useSignal("");
  if (!state) return null;
  const version = Math.min(at ?? state.version, state.version);
  const name = title.value ?? text.suggested(state.title || words.value.chrome.untitled);
  // Only what came after that version can be written again, and only by a model.
  const canReplay = version < state.version && state.generator.kind === "model";
  const make = async () => {
    const made = await map.make(version, name.trim(), canReplay ? model.value.trim() : "");
    if (made !== null) navigate(`/sessions/${made}`);
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
        dir="auto"
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
      <Button type="submit" disabled={map.making.value === "making"}>
        {map.making.value === "making" ? text.making : text.make}
      </Button>
      <p role="status">{map.making.value === "failed" ? text.failed : ""}</p>
    </form>
  );
}
