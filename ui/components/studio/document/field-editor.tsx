/**
 * A field, edited in place. Escape leaves it and keeps the text, as Ctrl/⌘+Enter does; Enter never
 * does. Only the button that says so takes back what was typed.
 */
import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { words } from "../../../i18n/studio-more.words.ts";
import type { OpenEditor } from "../../../models/studio/editors.ts";
import { parseField, type ParsedField, textOfField } from "../../../models/content/field-text.ts";
import type { Field } from "#shared/content/field-kinds.ts";
import { Button } from "../../controls/button.tsx";
import type { DocumentContext } from "./document-context.ts";
import { FieldInput } from "./field-input.tsx";

export interface FieldEditorProps {
  readonly context: DocumentContext;
  readonly field: Field;
  readonly pointer: string;
  readonly label: string;
  readonly value: unknown;
  readonly editor: OpenEditor;
  /** Where the writer pressed into the text; null: at its end. */
  readonly caret: number | null;
  /** Stands there until the editor's code has come. */
  readonly reading: JSX.Element;
}

export function FieldEditor(props: FieldEditorProps): JSX.Element {
  const { context, field, pointer, label, value, editor } = props;
  const { studio, stage } = context;
  const editors = studio.editors(stage);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const lost = useRef(false);
  const hintId = useId();
  const text = words.value;
  const movedOn = textOfField(field, value) !== editor.base && !saving;

  const restoreFocus = () => {
    const block = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(pointer)}"]`);
    block?.focus();
  };
  const restore = () => {
    editors.end(pointer);
    restoreFocus();
  };
  const save = (isLeft = true) => {
    if (saving) return;
    if (editor.text === textOfField(field, value)) {
      restore();
      return;
    }
    const parsed = parseField(field, editor.text);
    if (parsed.outcome !== "value") {
      setProblem(problemWords(parsed));
      return;
    }
    setProblem(null);
    setSaving(true);
    void studio.saveValue(pointer, parsed.value, value, pointer).then((outcome) => {
      setSaving(false);
      lost.current = outcome.outcome === "unreachable";
      if (outcome.outcome !== "accepted") setProblem(words.value.editor.unsaved);
      else if (isLeft) restoreFocus();
    });
  };

  const isLive = studio.session.connection.value === "live";
  useEffect(() => {
    // What did not arrive is sent once the studio is reached again, wherever the writer is by then.
    if (isLive && lost.current) save(false);
  }, [isLive]);

  /** What cannot be saved as it is stays in its box, with the focus beside it. */
  const leave = () => {
    save();
    restoreFocus();
  };

  const said = problem ?? (movedOn ? text.editor.conflict : null);
  const hint = `${field.kind === "lines" ? `${text.editor.linesHint} · ` : ""}${text.editor.keysHint}`;
  return (
    <>
      <div class="field-text field-editor">
        {/* What is picked is named in the book's language, but for words of ours. */}
        <div lang={field.kind === "choice" ? undefined : context.lang} dir="auto">
          <FieldInput
            field={field}
            text={editor.text}
            label={label}
            lang={context.lang}
            references={context.references}
            onText={(next) => editors.type(pointer, next)}
            onSend={() => save()}
            onEscape={leave}
            describedBy={hintId}
            invalid={problem !== null}
            focusFirst={props.caret ?? true}
            inPlace
          />
        </div>
        {movedOn ? (
          <div class="notice" role="status">
            <p>{text.editor.theirs}</p>
            <p class="book" lang={context.lang} dir="auto">
              {textOfField(field, value)}
            </p>
            <Button onPress={restore}>{text.editor.takeTheirs}</Button>
            <Button
              kind="quiet"
              onPress={() =>
                editors.rebase(pointer, textOfField(field, value), [
                  textOfField(field, value),
                  editor.text,
                ])
              }
            >
              {text.editor.takeBoth}
            </Button>
          </div>
        ) : null}
        <p class={said === null ? "unseen" : "label field-problem"} id={hintId}>
          {said ?? hint}
        </p>
      </div>
      {/* Over the field's own tools: nothing moves for it. */}
      <div class="field-editor-actions">
        <span class="label" aria-hidden="true">
          {hint}
        </span>
        <Button onPress={() => save()} disabled={saving}>
          {saving ? text.actions.saving : text.actions.save}
        </Button>
        <Button kind="quiet" onPress={restore}>
          {text.actions.restore}
        </Button>
      </div>
    </>
  );
}

export function problemWords(parsed: Exclude<ParsedField, { outcome: "value" }>): string {
  const text = words.value.editor;
  switch (parsed.outcome) {
    case "empty":
      return text.empty;
    case "not_a_number":
      return text.number;
    case "wrong_count":
      return text.between(parsed.min, parsed.max);
  }
}
