/** The one key that spends asks first: what it will do, and what that costs. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../../i18n/studio-more.words.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { costWords } from "../decision/cost-words.ts";

export interface RerollAskProps {
  readonly studio: Studio;
  readonly onClose: () => void;
}

export function RerollAsk({ studio, onClose }: RerollAskProps): JSX.Element | null {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const state = studio.session.state.value;
  const text = words.value;
  return (
    <dialog
      ref={dialog}
      class="key-map"
      aria-labelledby="reroll-title"
      onClose={onClose}
      onCancel={onClose}
    >
      <h2 id="reroll-title" class="section-title">
        {text.keys.askReroll}
      </h2>
      <p class="muted">{state ? costWords(state) : ""}</p>
      <div class="decision-buttons">
        <Button
          onPress={() => {
            onClose();
            studio.regenerate();
          }}
        >
          {text.actions.regenerate}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {text.actions.cancel}
        </Button>
      </div>
    </dialog>
  );
}
