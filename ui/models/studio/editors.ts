/** The fields that are being edited in place: what was typed is kept until saved or restored. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Stage } from "#shared/stages.ts";
import type { Drafts } from "../session/drafts.ts";
import { parseField } from "../content/field-text.ts";
import { fieldAt } from "../content/fields.ts";
import {
  type Content,
  hasPlace,
  isRecord,
  pathOf,
  valueAt,
  withValueAt,
} from "../content/pointer.ts";

export interface OpenEditor {
  /** The field's text when editing began: another one now means that it was changed elsewhere. */
  readonly base: string;
  readonly text: string;
}

export interface Editors {
  /** Open editors by pointer. */
  readonly open: ReadonlySignal<ReadonlyMap<string, OpenEditor>>;
  readonly begin: (pointer: string, text: string) => void;
  readonly type: (pointer: string, text: string) => void;
  /** The field was changed elsewhere: both texts, one under the other, on what stands there now. */
  readonly rebase: (pointer: string, base: string, texts: readonly string[]) => void;
  readonly end: (pointer: string) => void;
  readonly endAll: () => void;
}

export function createEditors(stage: Stage, drafts: Drafts): Editors {
  const prefix = `edit.${stage}.`;
  const open = signal<ReadonlyMap<string, OpenEditor>>(new Map());
  const kept = new Map<string, OpenEditor>();
  for (const box of drafts.boxes(prefix)) {
    const editor = parseEditor(drafts.read(box).value);
    if (editor) kept.set(box.slice(prefix.length), editor);
  }
  open.value = kept;

  const set = (pointer: string, editor: OpenEditor | null): void => {
    const next = new Map(open.value);
    if (editor) next.set(pointer, editor);
    else next.delete(pointer);
    open.value = next;
    if (editor && editor.text !== editor.base) {
      drafts.write(prefix + pointer, JSON.stringify(editor));
    } else drafts.clear(prefix + pointer);
  };

  return {
    open,
    begin(pointer, text) {
      if (!open.value.has(pointer)) set(pointer, { base: text, text });
    },
    type(pointer, text) {
      const editor = open.value.get(pointer);
      if (editor) set(pointer, { ...editor, text });
    },
    rebase: (pointer, base, texts) => set(pointer, { base, text: texts.join("\n") }),
    end: (pointer) => set(pointer, null),
    endAll() {
      for (const pointer of open.value.keys()) set(pointer, null);
    },
  };
}

function parseEditor(json: string): OpenEditor | null {
  try {
    const value: unknown = JSON.parse(json);
    if (isRecord(value) && typeof value.base === "string" && typeof value.text === "string") {
      return { base: value.base, text: value.text };
    }
  } catch {
    // Not an editor: forgotten.
  }
  return null;
}

/** The content with every open edit in it, and how many there are; edits that cannot stand are left out. */
export function withEdits(
  stage: Stage,
  content: Content,
  open: ReadonlyMap<string, OpenEditor>,
): { readonly content: Content; readonly count: number } {
  let result = content;
  let count = 0;
  for (const [pointer, editor] of open) {
    const field = fieldAt(stage, pathOf(pointer));
    if (!field || editor.text === editor.base || !hasPlace(content, pointer)) continue;
    if (valueAt(content, pointer) === undefined && !field.optional) continue;
    const parsed = parseField(field, editor.text);
    if (parsed.outcome !== "value") continue;
    result = withValueAt(result, pointer, parsed.value);
    count += 1;
  }
  return { content: result, count };
}
