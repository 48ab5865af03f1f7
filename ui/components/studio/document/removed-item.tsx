/** Under the list that something was taken out of: what, and its way back. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../../i18n/studio-more.words.ts";
import { Button } from "../../controls/button.tsx";
import type { DocumentContext } from "./document-context.ts";

export function RemovedItem(props: {
  readonly context: DocumentContext;
  readonly pointer: string;
}): JSX.Element | null {
  const { studio, stage } = props.context;
  const own = useRef<HTMLDivElement>(null);
  const { last, undo } = studio.removal;
  const removed = last.value;
  const shown =
    removed?.stage === stage &&
    removed.pointer === props.pointer &&
    removed.proposal_id === studio.selection.value?.proposal.proposal_id;
  // The button that took it out is gone: the focus goes to the one that brings it back.
  useEffect(() => {
    if (shown) own.current?.querySelector("button")?.focus();
  }, [shown, removed?.proposal_id]);
  if (!shown) return null;
  const text = words.value.actions;
  return (
    <div class="notice" role="status" ref={own}>
      <p>{words.value.removedOne(removed.name)}</p>
      <Button name={`${text.undo}: ${removed.name}`} onPress={() => void undo()}>
        {text.undo}
      </Button>
    </div>
  );
}
