/** The lock of a field or an item: the glyph, and the word where it is closed. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio.words.ts";
import { lockState } from "../../../models/content/pointer.ts";
import { Icon } from "../../controls/icon.tsx";
import type { DocumentContext } from "./document-context.ts";

export interface LockButtonProps {
  readonly context: DocumentContext;
  readonly pointer: string;
  readonly label: string;
}

export function LockButton({ context, pointer, label }: LockButtonProps): JSX.Element {
  const text = words.value.actions;
  const locked = lockState(context.locked, pointer) !== "open";
  return (
    <>
      {locked ? <span class="lock-word">{text.locked}</span> : null}
      <button
        type="button"
        class="tool lock"
        aria-pressed={locked}
        aria-label={text.lockName(label)}
        title={text.lockName(label)}
        data-lock={pointer}
        onClick={() => context.studio.toggleLock(pointer)}
      >
        <Icon name={locked ? "lock" : "unlock"} />
      </button>
    </>
  );
}
