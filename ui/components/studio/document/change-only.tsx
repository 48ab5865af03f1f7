/** Revising one place alone: all else is locked for that revision. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio.words.ts";
import type { DocumentContext } from "./document-context.ts";

export interface ChangeButtonProps {
  readonly context: DocumentContext;
  readonly pointer: string;
  readonly label: string;
}

/** Aims the feedback box, which is docked where the writer is, at a field or an item. */
export function ChangeButton({ context, pointer, label }: ChangeButtonProps): JSX.Element {
  const text = words.value.actions;
  return (
    <button
      type="button"
      class="tool"
      aria-label={text.changeName(label)}
      onClick={() => {
        context.studio.revising.aimAt(pointer);
        document.getElementById("feedback-box")?.focus({ preventScroll: true });
      }}
    >
      {text.change}
    </button>
  );
}
