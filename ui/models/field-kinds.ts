/** The kinds of fields that a content has: how each is shown, edited and locked. Types alone. */

/** What an id in a field points to. */
export type ReferenceTarget =
  | "faction"
  | "character"
  | "place"
  | "story_thread"
  | "plot_thread"
  | "chapter_or_part";

interface Common {
  /** May be left out. */
  readonly optional?: true;
}
interface IdField extends Common {
  readonly kind: "id";
}
interface TextField extends Common {
  readonly kind: "line" | "prose";
}
interface NumberField extends Common {
  readonly kind: "number";
}
interface ChoiceField<V extends string> extends Common {
  readonly kind: "choice";
  readonly options: readonly V[];
}
interface ReferenceField extends Common {
  readonly kind: "reference";
  readonly to: ReferenceTarget;
}
interface LinesField extends Common {
  readonly kind: "lines";
  readonly min?: number;
  readonly max?: number;
}
interface ReferencesField extends Common {
  readonly kind: "references";
  readonly to: ReferenceTarget;
}
interface GroupField<T> extends Common {
  readonly kind: "group";
  readonly fields: FieldsOf<T>;
}
interface ItemsField<T> extends Common {
  readonly kind: "items";
  readonly fields: FieldsOf<T>;
  /** The field that names an item. */
  readonly heading: Extract<keyof T, string> | null;
  readonly min: number;
  readonly max: number;
}

type FieldOf<V> = [V] extends [number]
  ? NumberField
  : [V] extends [string]
    ? string extends V
      ? IdField | TextField | ReferenceField
      : ChoiceField<V>
    : [V] extends [readonly string[]]
      ? LinesField | ReferencesField
      : [V] extends [readonly (infer Item)[]]
        ? ItemsField<Item>
        : GroupField<V>;

type IsOptional<T, K extends keyof T> = object extends Pick<T, K> ? true : false;

export type FieldsOf<T> = {
  readonly [K in keyof T]-?: [FieldOf<NonNullable<T[K]>>] extends [infer F]
    ? IsOptional<T, K> extends true
      ? F & { readonly optional: true }
      : F
    : never;
};

/** A field as the screens see it, whatever its content's type. */
export type Field =
  | IdField
  | TextField
  | NumberField
  | ChoiceField<string>
  | ReferenceField
  | LinesField
  | ReferencesField
  | (Common & { readonly kind: "group"; readonly fields: FieldTable })
  | (Common & {
      readonly kind: "items";
      readonly fields: FieldTable;
      readonly heading: string | null;
      readonly min: number;
      readonly max: number;
    });
export type FieldTable = Readonly<Record<string, Field>>;
