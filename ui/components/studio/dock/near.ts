/** Where in the chosen document the writer is: the field that had the focus last, and words selected in one. */
import { useEffect, useState } from "preact/hooks";
import { firstOf } from "../../../models/content/counting.ts";

export interface Selected {
  readonly pointer: string;
  readonly words: string;
}

export interface Near {
  readonly pointer: string | null;
  readonly selected: Selected | null;
}

/** What is quoted is short: the place says the rest. */
const MAX_QUOTED = 200;

export function useNear(candidate_id: string): Near {
  const [pointer, setPointer] = useState<string | null>(null);
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    // The writer may have been there before this one was.
    setPointer(fieldOf(document.activeElement, candidate_id));
    setSelected(null);
    const onFocus = ({ target }: FocusEvent) => {
      const found = fieldOf(target, candidate_id);
      if (found !== null) setPointer(found);
    };
    const onSelection = () => {
      const selection = document.getSelection();
      const words = selection?.toString().replace(/\s+/g, " ").trim() ?? "";
      const node = selection?.anchorNode ?? null;
      const at = fieldOf(node instanceof Element ? node : node?.parentElement, candidate_id);
      if (words !== "" && at !== null) {
        setSelected({ pointer: at, words: firstOf(words, MAX_QUOTED) });
      } else if (document.activeElement?.closest(".dock") === null) setSelected(null);
    };
    document.addEventListener("focusin", onFocus);
    document.addEventListener("selectionchange", onSelection);
    return () => {
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("selectionchange", onSelection);
    };
  }, [candidate_id]);
  return { pointer, selected };
}

function fieldOf(target: unknown, candidate_id: string): string | null {
  if (!(target instanceof Element)) return null;
  const own = target.closest<HTMLElement>("[data-document]");
  if (own?.dataset.document !== candidate_id) return null;
  return target.closest<HTMLElement>("[data-field]")?.dataset.field ?? null;
}
