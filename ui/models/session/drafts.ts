/** Text that a writer has typed and not sent: it survives a reload. One signal a box. */
import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { device, type KeptStorage } from "../browser/storage.ts";

export interface Drafts {
  /** The box's text; empty where nothing was typed. Set it by `write`. */
  readonly read: (box: string) => Signal<string>;
  readonly write: (box: string, text: string) => void;
  /** What another window had in the same box when this one wrote over it; empty: nothing. */
  readonly other: (box: string) => Signal<string>;
  readonly dropOther: (box: string) => void;
  readonly clear: (box: string) => void;
  /** Boxes with text whose name starts with `prefix`. */
  readonly boxes: (prefix: string) => readonly string[];
  /** All boxes with text, another window's too. */
  readonly typed: ReadonlySignal<ReadonlySet<string>>;
  /** Another window has stored something. */
  readonly lookAgain: () => void;
}

/** `scope` keeps the boxes of two books apart. */
export function createDrafts(scope: string, storage: KeptStorage = device()): Drafts {
  const signals = new Map<string, Signal<string>>();
  const keyOf = (box: string) => `draft.${scope}.${box}`;
  /** What this window last knew to be stored. */
  const known = new Map<string, string | null>();
  const read = (box: string): Signal<string> => {
    let found = signals.get(box);
    if (!found) {
      const stored = storage.read(keyOf(box));
      known.set(box, stored);
      found = signal(stored ?? "");
      signals.set(box, found);
    }
    return found;
  };
  const others = new Map<string, Signal<string>>();
  const otherKeyOf = (box: string) => `other.${scope}.${box}`;
  const other = (box: string): Signal<string> => {
    let found = others.get(box);
    if (!found) {
      found = signal(storage.read(otherKeyOf(box)) ?? "");
      others.set(box, found);
    }
    return found;
  };
  const setOther = (box: string, text: string): void => {
    other(box).value = text;
    storage.write(otherKeyOf(box), text === "" ? null : text);
  };
  const write = (box: string, text: string): void => {
    const own = read(box);
    const stored = storage.read(keyOf(box));
    if (stored !== null && stored !== known.get(box) && stored !== text) setOther(box, stored);
    own.value = text;
    const kept = text === "" ? null : text;
    storage.write(keyOf(box), kept);
    known.set(box, kept);
    if (typed.peek().has(box) === (kept !== null)) return;
    const boxesNow = new Set(typed.peek());
    if (kept === null) boxesNow.delete(box);
    else boxesNow.add(box);
    typed.value = boxesNow;
  };
  const boxes = (prefix: string): readonly string[] => {
    const start = keyOf(prefix);
    const scopeLength = keyOf("").length;
    return storage
      .keys()
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(scopeLength));
  };
  const typed = signal<ReadonlySet<string>>(new Set(boxes("")));
  return {
    read,
    write,
    other,
    dropOther: (box) => setOther(box, ""),
    clear: (box) => write(box, ""),
    boxes,
    typed,
    lookAgain() {
      // What stands in a box here is typed, whatever became of it in the other window.
      const own = [...signals.keys()].filter((box) => read(box).peek());
      typed.value = new Set([...boxes(""), ...own]);
    },
  };
}
