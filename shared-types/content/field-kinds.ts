/** The kinds of fields that a content has: how each is shown, edited and locked. Types alone. */

/** What an item is to those that refer to it. */
export type TargetKind =
  | "faction"
  | "character"
  | "place"
  | "story_thread"
  | "plot_thread"
  | "chapter_or_part"
  | "secret"
  | "clue"
  | "pleasure"
  | "question";

/** What an id in a field points to: items of one kind, or of either of two (reached-by.ts). */
export type ReferenceTarget =
  | TargetKind
  | "secret_or_thread"
  | "secret_or_clue"
  | "pleasure_or_thread";

interface Common {
  /** May be left out. */
  readonly optional?: true;
  /** May be left out only where the field `key` beside it is `is`. */
  readonly needed_unless?: { readonly key: string; readonly is: string };
  /** Only contents of an earlier version have it: shown and kept where it is, and not asked for. */
  readonly earlier?: true;
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
  | (Common & Bounds & { readonly kind: "lines"; readonly target?: TargetKind })
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
        readonly target?: TargetKind;
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
