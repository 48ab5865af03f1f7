/** Single keys for those who want them: off in boxes, while composing, and where switched off. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../../i18n/words.ts";
import { keysOn } from "../../../models/app/preferences.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { isComposing } from "../../controls/composing.ts";
import { Button } from "../../controls/button.tsx";

export interface KeyActions {
  readonly choose: (index: number) => void;
  readonly lock: () => void;
  readonly compare: () => void;
  readonly feedback: () => void;
  readonly regenerate: () => void;
  readonly map: () => void;
}

/** Whether a key belongs to what has the focus rather than to the page. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, dialog") !== null)
  );
}

export function useKeys(studio: Studio, actions: KeyActions): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!keysOn.value || event.defaultPrevented || isComposing(event)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = actionOf(event.key, current.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [studio]);
}

function actionOf(key: string, actions: KeyActions): (() => void) | null {
  if (/^[1-9]$/.test(key)) return () => actions.choose(Number(key) - 1);
  switch (key.toLowerCase()) {
    case "?":
      return actions.map;
    case "j":
      return () => stepField(1);
    case "k":
      return () => stepField(-1);
    case "l":
      return actions.lock;
    case "c":
      return actions.compare;
    case "f":
      return actions.feedback;
    case "r":
      return actions.regenerate;
    default:
      return null;
  }
}

/** The pointer of the field that has the focus, or holds it. */
export function focusedField(): string | null {
  return document.activeElement?.closest<HTMLElement>("[data-field]")?.dataset.field ?? null;
}

function stepField(by: 1 | -1): void {
  const fields = [...document.querySelectorAll<HTMLElement>(".document [data-field]")];
  const at = fields.findIndex((field) => field.dataset.field === focusedField());
  const next = fields[at === -1 ? (by === 1 ? 0 : fields.length - 1) : at + by];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

export interface KeyMapProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function KeyMap({ open, onClose }: KeyMapProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const text = words.value;
  const { list } = text.keys;
  const rows: readonly (readonly [string, string])[] = [
    ["?", list.map],
    ["1 – 9", list.choose],
    ["J", list.next],
    ["K", list.previous],
    ["Enter", list.edit],
    ["L", list.lock],
    ["C", list.compare],
    ["F", list.feedback],
    ["R", list.regenerate],
    ["Ctrl Enter", list.send],
    ["Esc", list.restore],
  ];
  return (
    <dialog
      ref={dialog}
      class="key-map"
      aria-labelledby="key-map-title"
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === "?") onClose();
      }}
    >
      <h2 id="key-map-title" class="section-title">
        {text.keys.title}
      </h2>
      {keysOn.value ? null : <p class="muted">{text.keys.off}</p>}
      <dl>
        {rows.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Button onPress={onClose}>{text.chrome.close}</Button>
    </dialog>
  );
}
