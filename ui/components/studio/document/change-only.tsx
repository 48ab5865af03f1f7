/** Revising one place alone: all else is locked for that revision. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio.words.ts";
import { Button } from "../../controls/button.tsx";
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

export interface PlanPartProps {
  readonly context: DocumentContext;
  /** The chapters of a part that has none yet. */
  readonly pointer: string;
}

/** One press: the chapters of this part, and nothing else. */
export function PlanPart({ context, pointer }: PlanPartProps): JSX.Element {
  const { studio } = context;
  const text = words.value.feedback;
  return (
    <Button
      disabled={!studio.allows("REVISE_PROPOSAL")}
      describedBy="why-disabled"
      onPress={() => void studio.revise(text.planPartSaid, pointer)}
    >
      {text.planPart}
    </Button>
  );
}
