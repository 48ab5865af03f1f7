/**
 * Fields of a content as its table has them: each part of the page places what it shows in its own
 * way, and everything else, a field that comes later included, is a row or a list here.
 */
import type { JSX } from "preact";
import type { Field as ContentField, FieldTable, ItemsField } from "#shared/content/field-kinds.ts";
import { fieldLabel } from "../../i18n/labels.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { recordsIn, stringsIn } from "../../models/content/field-text.ts";
import { plainText } from "../../models/content/plain-text.ts";
import { isRecord } from "../../models/content/pointer.ts";
import { anchorOf, useNovel } from "./novel-view.ts";
import {
  Field,
  Fields,
  Lines,
  OriginHere,
  Reference,
  References,
  Subtitle,
  Within,
} from "./text.tsx";

interface TableProps {
  readonly table: FieldTable;
  readonly value: unknown;
  /** Where `value` stands in the novel. */
  readonly at: string;
  /** What the page shows elsewhere. */
  readonly placed?: readonly string[];
  /** The list or group that holds the fields, for their names. */
  readonly holder?: string;
  /** Whether lists are rows too, an entry a line: what stands inside of an item. */
  readonly hasLists?: boolean;
}

/** The texts, numbers, references and groups of a table, one row a field; nothing where all is empty. */
export function FieldRows(props: TableProps): JSX.Element | null {
  const rows = entriesOf(props).filter(
    ([, field]) => props.hasLists === true || field.kind !== "items",
  );
  if (rows.length === 0) return null;
  return (
    <Fields>
      {rows.map(([key, field, held]) => (
        <Row
          key={key}
          name={key}
          field={field}
          held={held}
          at={`${props.at}/${key}`}
          holder={props.holder ?? null}
        />
      ))}
    </Fields>
  );
}

/** The lists of a table, each with its heading. */
export function FieldLists(props: TableProps): JSX.Element {
  return (
    <>
      {entriesOf(props).map(([key, field, held]) =>
        field.kind === "items" ? (
          <ItemList key={key} name={key} field={field} items={held} at={`${props.at}/${key}`} />
        ) : null,
      )}
    </>
  );
}

function entriesOf({ table, value, placed = [] }: TableProps): [string, ContentField, unknown][] {
  const holder = isRecord(value) ? value : {};
  return Object.entries(table)
    .filter(([key]) => key !== "id" && !placed.includes(key))
    .map(([key, field]): [string, ContentField, unknown] => [key, field, holder[key]]);
}

interface RowProps {
  readonly name: string;
  readonly field: ContentField;
  readonly held: unknown;
  readonly at: string;
  readonly holder: string | null;
}

function Row({ name, field, held, at, holder }: RowProps): JSX.Element | null {
  const label = fieldLabel(name, holder);
  switch (field.kind) {
    case "line":
    case "prose":
      return <Field at={at} name={label} text={typeof held === "string" ? held : undefined} />;
    case "number":
      return (
        <Field at={at} name={label} text={typeof held === "number" ? String(held) : undefined} />
      );
    case "choice":
      return <Field at={at} name={label} text={choiceWord(held)} />;
    case "lines":
      return (
        <Lines at={at} name={label} lines={stringsIn(held)} isNumbered={field.isOrdered === true} />
      );
    case "reference":
      return typeof held === "string" && held !== "" ? (
        <Named at={at} name={label}>
          <Reference to={field.to} id={held} />
        </Named>
      ) : null;
    case "references":
      return stringsIn(held).length > 0 ? (
        <Named at={at} name={label}>
          <References to={field.to} ids={stringsIn(held)} />
        </Named>
      ) : null;
    case "group":
      return (
        <>
          {entriesOf({ table: field.fields, value: held, at }).map(([key, inner, value]) => (
            <Row
              key={key}
              name={key}
              field={inner}
              held={value}
              at={`${at}/${key}`}
              holder={name}
            />
          ))}
        </>
      );
    case "items": {
      const items = recordsIn(held);
      return items.length === 0 ? null : (
        <Named at={at} name={label}>
          <InnerItems field={field} items={items} at={at} />
        </Named>
      );
    }
    case "id":
      return null;
  }
}

/** The items of a list inside of an item: what each says, on a line. */
function InnerItems(props: {
  readonly field: ItemsField;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly at: string;
}): JSX.Element {
  const { index } = useNovel();
  const { listSeparator } = novelWords.value;
  const nameOf = index.nameOf.bind(index);
  return (
    <ul class="novel-lines">
      {props.items.map((item, at) => (
        <li key={at} id={anchorOf(`${props.at}/${at}`)}>
          {Object.entries(props.field.fields)
            .map(([key, field]) =>
              plainText(field, item[key], { nameOf, options: () => [] }, fieldLabel),
            )
            .filter((text) => text !== "")
            .join(listSeparator)}
        </li>
      ))}
    </ul>
  );
}

function Named(props: {
  readonly at: string;
  readonly name: string;
  readonly children: JSX.Element;
}): JSX.Element {
  const { novel } = useNovel();
  return (
    <div class="novel-field" id={anchorOf(props.at)}>
      <dt class="label">{props.name}</dt>
      <dd class="book" lang={novel.language} dir="auto">
        {props.children}
      </dd>
    </div>
  );
}

/** A choice's word in the interface's language, where it has one. */
function choiceWord(value: unknown): string | undefined {
  const { kinds, units, weights } = novelWords.value;
  const known: Readonly<Record<string, string>> = { ...kinds, ...units, ...weights };
  return typeof value === "string" ? (known[value] ?? value) : undefined;
}

/** Items with what names them and their other fields; nothing where there are none. */
function ItemList(props: {
  readonly name: string;
  readonly field: ItemsField;
  readonly items: unknown;
  readonly at: string;
}): JSX.Element | null {
  const { novel } = useNovel();
  const { field, name } = props;
  const items = recordsIn(props.items);
  if (items.length === 0) return null;
  const List = field.isOrdered ? "ol" : "ul";
  return (
    <>
      <Subtitle>{fieldLabel(name)}</Subtitle>
      <List class={`novel-items ${field.isOrdered ? "numbered" : ""}`}>
        {items.map((item, index) => {
          const at = `${props.at}/${index}`;
          const heading = item[field.heading];
          const named = field.fields[field.heading];
          return (
            <li key={index} class="novel-item" id={anchorOf(at)}>
              <h4 class="novel-item-name">
                {named?.kind === "reference" && typeof heading === "string" ? (
                  <Reference to={named.to} id={heading} />
                ) : (
                  <span lang={novel.language} dir="auto">
                    {typeof heading === "string" ? heading : ""}
                  </span>
                )}
                <OriginHere at={at} />
              </h4>
              <Within at={at}>
                <FieldRows
                  table={field.fields}
                  value={item}
                  at={at}
                  placed={[field.heading]}
                  holder={name}
                  hasLists
                />
              </Within>
            </li>
          );
        })}
      </List>
    </>
  );
}
