/**
 * One field of a document: label and lock on one line, its text below. A click on the text, or
 * Enter, edits in place. Groups and lists hold further fields.
 */
import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { OriginKind } from "#shared/statuses.ts";
import { fieldLabel, itemLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio.words.ts";
import { isTextual, recordsIn, textOfField } from "../../../models/content/field-text.ts";
import type { Field } from "#shared/content/field-kinds.ts";
import { isRecord, lockState } from "../../../models/content/pointer.ts";
import { textOf } from "../../../models/studio/rounds.ts";
import { SampleTag } from "../../controls/sample-tag.tsx";
import type { DocumentContext } from "./document-context.ts";
import { caretAt } from "./caret-at.ts";
import { FieldEditor, MoveChapter, OVERVIEWS, PlanPart, RemovedItem } from "../parts.ts";
import { FieldValue } from "./field-value.tsx";
import { FoldButton, foldsItems } from "./fold.tsx";
import { LockButton } from "./lock-button.tsx";
import { ChangeButton } from "./change-only.tsx";
import { ItemControls, NewItem } from "./list-items.tsx";

export interface FieldBlockProps {
  readonly context: DocumentContext;
  readonly field: Field;
  readonly pointer: string;
  readonly label: string;
  /** The field's key, for its looks. */
  readonly name: string;
  readonly value: unknown;
  /** Inside a list's item or a group: a lock of its own only where the writer's hand put one. */
  readonly inner?: boolean;
  /** The field that names its item: the text stands on the line of the item's own tools. */
  readonly headline?: { readonly tools: ComponentChildren; readonly fallback: string };
}

export function FieldBlock(props: FieldBlockProps): JSX.Element | null {
  const { context, field, pointer, label, name, value, inner, headline } = props;
  const caret = useRef<number | null>(null);
  const wasHeld = useRef(false);
  if (field.kind === "id") return null;
  const editor = context.studio.editors(context.stage).open.value.get(pointer);
  const isEmpty =
    value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  // What is optional and empty is hidden, unless it is being written.
  if (isEmpty && !editor && !headline && (field.optional || field.kind !== "items")) return null;
  if (isEmpty && field.kind === "items" && !context.editable) return null;
  const textual = isTextual(field);
  // Inside of an item the item is what is locked, or a field that the writer's own hand wrote.
  const lock = lockState(context.locked, pointer);
  const held = lock === "locked" || (!inner && lock === "inherited");
  if (held) wasHeld.current = true;
  // A lock that is opened stays under the hand that opened it.
  const hasLock = !inner || (wasHeld.current && lock !== "inherited");
  const isChanged = context.changed.has(pointer);
  const editable = context.editable && textual;
  const begin = (at: number | null = null) => {
    caret.current = at;
    if (editable) {
      context.studio.editors(context.stage).begin(pointer, textOfField(field, value));
    }
  };
  const reading = (
    <div
      class={`field-text${editable ? " editable" : ""}`}
      onClick={(event) => {
        // Selecting text to copy is no wish to edit.
        if (window.getSelection()?.isCollapsed !== false) begin(caretAt(event));
      }}
    >
      {isEmpty && headline ? (
        <p class="book" lang={context.lang} dir="auto">
          {headline.fallback}
        </p>
      ) : (
        <FieldValue field={field} value={value} context={context} />
      )}
    </div>
  );
  const editing = editor ? (
    <FieldEditor
      context={context}
      field={field}
      pointer={pointer}
      label={label}
      value={value}
      editor={editor}
      caret={caret.current}
      reading={reading}
    />
  ) : null;
  // Headings are for sections; a field's name is its label.
  const Label = inner || textual ? "div" : "h4";
  return (
    <div
      role={inner ? undefined : "group"}
      aria-label={inner ? undefined : label}
      class={`field key-${headline ? "heading" : name}${inner ? " inner" : ""}${inner && hasLock ? " has-lock" : ""}${held ? " held" : ""}${textual ? "" : " holder"}${isChanged ? " changed" : ""}${editor ? " editing" : ""}`}
      data-field={inner ? undefined : pointer}
      tabIndex={inner ? undefined : -1}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target !== event.currentTarget || editor) return;
        event.preventDefault();
        begin();
      }}
    >
      <div class="field-line">
        <Label class={headline ? "unseen" : "label field-label"}>{label}</Label>
        {isChanged ? <span class="tag changed-mark">{words.value.changedMark}</span> : null}
        {headline ? (editing ?? reading) : null}
        {textual ? <FieldOrigin kind={context.originAt(pointer)} /> : null}
        {context.editable || headline ? (
          <div class="field-tools">
            {editable ? (
              <button
                type="button"
                class="tool"
                aria-label={words.value.actions.editName(label)}
                onClick={() => begin()}
              >
                {words.value.actions.edit}
              </button>
            ) : null}
            {headline?.tools}
            {inner || held ? null : (
              <ChangeButton context={context} pointer={pointer} label={label} />
            )}
            {hasLock && context.editable ? (
              <LockButton context={context} pointer={pointer} label={label} />
            ) : null}
          </div>
        ) : null}
      </div>
      {textual ? (
        headline ? null : (
          (editing ?? reading)
        )
      ) : field.kind === "group" ? (
        <div class="field-group">
          {Object.entries(field.fields).map(([key, part]) => (
            <FieldBlock
              key={key}
              context={context}
              field={part}
              pointer={`${pointer}/${key}`}
              label={fieldLabel(key, name)}
              name={key}
              value={isRecord(value) ? value[key] : undefined}
              inner
            />
          ))}
        </div>
      ) : field.kind === "items" ? (
        <Items {...props} field={field} />
      ) : null}
    </div>
  );
}

/** Where this came from, in a document of several sources. */
function FieldOrigin({ kind }: { readonly kind: OriginKind | null }): JSX.Element | null {
  if (kind === null) return null;
  if (kind === "sample") return <SampleTag />;
  const text = words.value.origin;
  return <span class="tag">{kind === "ai" ? text.ai("") : text[kind]}</span>;
}

type ItemsField = Extract<Field, { kind: "items" }>;

function Items(props: FieldBlockProps & { readonly field: ItemsField }): JSX.Element {
  const { context, field, pointer, name, value, label, inner } = props;
  const items = recordsIn(value);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const editors = context.studio.editors(context.stage).open.value;
  const folds = foldsItems(field, items.length, inner === true);
  const Overview =
    name === "relations" || (name === "threads" && context.stage === "PLOT_OUTLINE")
      ? OVERVIEWS[name]
      : null;
  return (
    <>
      {Overview !== null && items.length > 0 ? <Overview context={context} /> : null}
      <ol class={`items items-${name}`} data-list={pointer}>
        {items.map((item, index) => {
          const at = `${pointer}/${index}`;
          const id = textOf(item, "id");
          const heading = field.heading === null ? "" : textOf(item, field.heading);
          const named = itemLabel(label, index);
          const itemKey = id === "" ? String(index) : id;
          const isEdited = [...editors.keys()].some((open) => open.startsWith(`${at}/`));
          const folded = folds && !opened.has(itemKey) && !isEdited;
          const held = !inner && lockState(context.locked, at) !== "open";
          return (
            <li
              key={itemKey}
              class={`item${held ? " held" : ""}${folded ? " folded" : ""}`}
              data-field={inner ? undefined : at}
              tabIndex={inner ? undefined : -1}
            >
              <div class="item-fields">
                {(folded ? ordered(field).slice(0, 1) : ordered(field)).map(([key, part]) => (
                  <FieldBlock
                    key={key}
                    context={context}
                    field={part}
                    pointer={`${at}/${key}`}
                    label={fieldLabel(key, name)}
                    name={key}
                    value={item[key]}
                    inner
                    {...(key === field.heading
                      ? {
                          headline: {
                            fallback: named,
                            tools: (
                              <>
                                {folds ? (
                                  <FoldButton
                                    name={heading === "" ? named : heading}
                                    folded={folded}
                                    onPress={() => {
                                      const next = new Set(opened);
                                      if (folded) next.add(itemKey);
                                      else next.delete(itemKey);
                                      setOpened(next);
                                    }}
                                  />
                                ) : null}
                                {context.editable && name === "chapters" ? (
                                  <MoveChapter
                                    context={context}
                                    pointer={at}
                                    name={heading === "" ? named : heading}
                                  />
                                ) : null}
                                {context.editable ? (
                                  <ItemControls
                                    context={context}
                                    field={field}
                                    pointer={pointer}
                                    index={index}
                                    count={items.length}
                                    label={heading === "" ? named : heading}
                                  />
                                ) : null}
                                {inner || held || !context.editable ? null : (
                                  <ChangeButton context={context} pointer={at} label={named} />
                                )}
                                {inner || !context.editable ? null : (
                                  <LockButton context={context} pointer={at} label={named} />
                                )}
                              </>
                            ),
                          },
                        }
                      : {})}
                  />
                ))}
              </div>
            </li>
          );
        })}
      </ol>
      {context.studio.removal.last.value?.pointer === pointer ? (
        <RemovedItem context={context} pointer={pointer} />
      ) : null}
      {context.editable && name === "chapters" && items.length === 0 ? (
        <PlanPart context={context} pointer={pointer} />
      ) : null}
      {context.editable ? (
        <NewItem context={context} field={field} pointer={pointer} label={label} items={items} />
      ) : null}
    </>
  );
}

/** An item's fields with the one that names it first. */
function ordered(field: ItemsField): readonly (readonly [string, Field])[] {
  const entries = Object.entries(field.fields);
  return [
    ...entries.filter(([key]) => key === field.heading),
    ...entries.filter(([key]) => key !== field.heading),
  ];
}
