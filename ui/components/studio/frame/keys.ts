/** Single keys for those who want them: off in boxes, while composing, and where switched off. */
import { useEffect, useRef } from "preact/hooks";
import { keysOn } from "../../../models/app/preferences.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { isComposing } from "../../controls/composing.ts";

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
