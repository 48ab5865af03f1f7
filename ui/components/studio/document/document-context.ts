/** What every field of a document needs to know. */
import type { OriginKind } from "#shared/statuses.ts";
import type { Stage } from "#shared/stages.ts";
import type { Content } from "../../../models/content/pointer.ts";
import type { References } from "../../../models/content/references.ts";
import type { Studio } from "../../../models/studio/studio.ts";

export interface DocumentContext {
  readonly studio: Studio;
  readonly stage: Stage;
  readonly content: Content;
  /** Where a field is from; null where it is from where the document is. */
  readonly originAt: (pointer: string) => OriginKind | null;
  readonly locked: readonly string[];
  /** What this candidate changed against the one before it. */
  readonly changed: ReadonlySet<string>;
  readonly references: References;
  /** The book's language. */
  readonly lang: string;
  /** Only what is chosen can be edited and locked. */
  readonly editable: boolean;
}
