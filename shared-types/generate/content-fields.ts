/**
 * What other parts need of the contents' fields, read off their schemas: the tables of kinds, the
 * labels of each language, and both once more for Python.
 */
import { z } from "zod";
import { type Label, fieldNotes, optionNotes } from "../content/field.ts";
import type { Field, FieldLabels, FieldTable } from "../content/field-kinds.ts";
import { STAGE_CONTENT } from "../content/stage-content.ts";
import { REACHED_BY } from "../content/reached-by.ts";
import { STAGES, type Stage } from "../stages.ts";
import { itemId } from "../text.ts";

export type Language = keyof Label;
export const LANGUAGES: readonly Language[] = ["en", "zh-CN"];

/** One field where it stands: `holder` is the key of the list or group around it. */
interface Placed {
  readonly stage: Stage;
  readonly holder: string | null;
  readonly key: string;
  readonly label: Label;
  readonly hint: string;
}

interface Reading {
  readonly tables: Readonly<Record<string, FieldTable>>;
  readonly placed: readonly Placed[];
}

/** @throws where a field has no note, so that a field which is not described fails the build */
function readContents(): Reading {
  const placed: Placed[] = [];
  const tables = Object.fromEntries(
    STAGES.map((stage) => [stage, tableOf(stage, null, STAGE_CONTENT[stage], placed)]),
  );
  return { tables, placed };
}

function tableOf(
  stage: Stage,
  holder: string | null,
  object: z.ZodObject,
  placed: Placed[],
): FieldTable {
  return Object.fromEntries(
    Object.entries(object.shape).map(([key, schema]) => [
      key,
      fieldOf({ stage, holder, key }, schema, placed),
    ]),
  );
}

function fieldOf(
  place: Pick<Placed, "stage" | "holder" | "key">,
  schema: z.core.$ZodType,
  placed: Placed[],
): Field {
  if (schema instanceof z.ZodOptional) {
    const field = fieldOf(place, schema.unwrap(), placed);
    return { ...field, optional: true, ...optionNotes.get(schema) };
  }
  if (schema === itemId) return { kind: "id" };
  const note = fieldNotes.get(schema);
  if (note === undefined) {
    throw new Error(`${place.stage}: ${place.key} is not made by a builder of content/field.ts`);
  }
  placed.push({ ...place, label: note.label, hint: "hint" in note ? note.hint : "" });
  const inner = (object: unknown) => {
    if (!(object instanceof z.ZodObject)) throw new Error(`${place.key} holds no object`);
    return tableOf(place.stage, place.key, object, placed);
  };
  switch (note.kind) {
    case "line":
    case "prose":
    case "number":
      return { kind: note.kind };
    case "choice":
      return {
        kind: note.kind,
        options: schema instanceof z.ZodEnum ? schema.options.map(String) : [],
      };
    case "lines": {
      const { target } = note;
      const bounds = { ...boundsOf(schema), ...orderOf(note) };
      return { kind: note.kind, ...bounds, ...(target === undefined ? {} : { target }) };
    }
    case "reference":
      return { kind: note.kind, to: note.to };
    case "references":
      return { kind: note.kind, to: note.to, ...boundsOf(schema) };
    case "group":
      return { kind: note.kind, fields: inner(schema) };
    case "items": {
      const { heading, names, identity, target } = note;
      return {
        kind: note.kind,
        ...boundsOf(schema),
        ...orderOf(note),
        heading,
        names,
        ...(identity === undefined ? {} : { identity }),
        ...(target === undefined ? {} : { target }),
        fields: inner(schema instanceof z.ZodArray ? schema.element : undefined),
      };
    }
  }
}

function orderOf({ isOrdered }: { readonly isOrdered?: true }): { readonly isOrdered?: true } {
  return isOrdered === undefined ? {} : { isOrdered };
}

const arrayBounds = z.object({ minItems: z.int().default(0), maxItems: z.int() });

function boundsOf(schema: z.core.$ZodType): { readonly min: number; readonly max: number } {
  const { minItems: min, maxItems: max } = arrayBounds.parse(z.toJSONSchema(schema));
  return { min, max };
}

/**
 * A key's first label is its label everywhere but where its holder gives it another one.
 * @throws where two fields of one holder's name are called differently: a screen could not tell
 */
function labelsIn(language: Language, placed: readonly Placed[]): FieldLabels {
  const fields: Record<string, string> = {};
  const within: Record<string, string> = {};
  const seen = new Map<string, string>();
  for (const { holder, key, label } of placed) {
    const name = label[language];
    const place = `${holder ?? ""}.${key}`;
    if ((seen.get(place) ?? name) !== name) throw new Error(`${place} has two ${language} labels`);
    seen.set(place, name);
    const usual = (fields[key] ??= name);
    if (usual !== name) within[place] = name;
  }
  return { fields, within };
}

const HEADER = "Generated from shared-types/content/*.ts by `npm run generate`. Do not edit.";

/** shared-types/content/fields.generated.ts: the tables, without zod, for interface and checks. */
export function fieldTablesTs(): string {
  return `/** ${HEADER} */
import type { Stage } from "../stages.ts";
import type { FieldTable } from "./field-kinds.ts";

export const STAGE_FIELDS: Readonly<Record<Stage, FieldTable>> = ${literal(readContents().tables)};
`;
}

/** shared-types/content/labels.LANGUAGE.generated.ts */
export function fieldLabelsTs(language: Language): string {
  return `/** ${HEADER} */
import type { FieldLabels } from "./field-kinds.ts";

export const fieldLabels: FieldLabels = ${literal(labelsIn(language, readContents().placed))};
`;
}

/** genesis_shared/content_fields.json: {stages: tables, labels: {language: …}, hints: {STAGE: {key}}, reached_by} */
export function contentFieldsJson(): string {
  const { tables, placed } = readContents();
  const labels = Object.fromEntries(LANGUAGES.map((each) => [each, labelsIn(each, placed)]));
  const hints: Record<string, Record<string, string>> = {};
  for (const { stage, key, hint } of placed) {
    if (hint !== "") (hints[stage] ??= {})[key] = hint;
  }
  return `${JSON.stringify({ stages: tables, labels, hints, reached_by: REACHED_BY }, null, 1)}\n`;
}

/** As the formatter would leave it alone: generated files are not formatted. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
