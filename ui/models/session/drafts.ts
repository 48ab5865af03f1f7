/** Text that a writer has typed and not sent: it survives a reload. One signal a box. */
import { signal, type Signal } from "@preact/signals";
import { device, type KeptStorage } from "../app/storage.ts";

export interface Drafts {
  /** The box's text; empty where nothing was typed. Set it by `write`. */
  readonly read: (box: string) => Signal<string>;
  readonly write: (box: string, text: string) => void;
  readonly clear: (box: string) => void;
  /** Boxes with text whose name starts with `prefix`. */
  readonly boxes: (prefix: string) => readonly string[];
}

/** `scope` keeps the boxes of two books apart. */
export function createDrafts(scope: string, storage: KeptStorage = device()): Drafts {
  const signals = new Map<string, Signal<string>>();
  const keyOf = (box: string) => `draft.${scope}.${box}`;
  const read = (box: string): Signal<string> => {
    let found = signals.get(box);
    if (!found) {
      found = signal(storage.read(keyOf(box)) ?? "");
      signals.set(box, found);
    }
    return found;
  };
  const write = (box: string, text: string): void => {
    read(box).value = text;
    storage.write(keyOf(box), text === "" ? null : text);
  };
  return {
    read,
    write,
    clear: (box) => write(box, ""),
    boxes(prefix) {
      const start = keyOf(prefix);
      const scopeLength = keyOf("").length;
      return storage
        .keys()
        .filter((key) => key.startsWith(start))
        .map((key) => key.slice(scopeLength));
    },
  };
}
