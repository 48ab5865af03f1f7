/** Under a part that has no chapters yet: a press that plans them. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio-more.words.ts";
import { Button } from "../../controls/button.tsx";
import type { DocumentContext } from "./document-context.ts";

export interface PlanPartProps {
  readonly context: DocumentContext;
  /** The chapters of a part that has none yet. */
  readonly pointer: string;
}

/** One press: the chapters of this part, and nothing else. */
export function PlanPart({ context, pointer }: PlanPartProps): JSX.Element {
  const { studio } = context;
  const text = words.value;
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
