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

/** How many entries a list takes, and whether their order means something: it is numbered then. */
interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly isOrdered?: true;
}

export type Field =
  | (Common & { readonly kind: "id" | "line" | "prose" | "number" })
  | (Common & { readonly kind: "choice"; readonly options: readonly string[] })
  | (Common & { readonly kind: "reference"; readonly to: ReferenceTarget })
  | (Common & Bounds & { readonly kind: "references"; readonly to: ReferenceTarget })
  | (Common & Bounds & { readonly kind: "lines" })
  | (Common & { readonly kind: "group"; readonly fields: FieldTable })
  | (Common &
      Bounds & {
        readonly kind: "items";
        readonly fields: FieldTable;
        /** The field that names an item on the screen. */
        readonly heading: string;
        /** The fields by any of which two rounds' items are the same item. */
        readonly names: readonly string[];
        /** What an item is to those that refer to it. */
        readonly target?: ReferenceTarget;
        /** The fields that make up the name together, where no single one does. */
        readonly identity?: readonly string[];
      });

export type ItemsField = Extract<Field, { readonly kind: "items" }>;

/** Fields by their key, in reading order. */
export type FieldTable = Readonly<Record<string, Field>>;

/** The names of fields in one language: by key, and by `holder.key` where a holder has its own. */
export interface FieldLabels {
  readonly fields: Readonly<Record<string, string>>;
  readonly within: Readonly<Record<string, string>>;
}
