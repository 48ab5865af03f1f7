/** A field of one book beside the same field of another: as it reads, and carried over by a press. */
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import type { FieldTable } from "#shared/content/field-kinds.ts";
import type { Stage } from "#shared/stages.ts";
import { fieldLabel } from "../../../i18n/labels.ts";
import { announce } from "../../../models/app/announce.ts";
import { plainText } from "../../../models/content/plain-text.ts";
import { createReferences } from "../../../models/content/references.ts";
import type { StagesOf } from "../../../models/content/stages-of.ts";
import {
  carriedOver,
  type StageDifference,
  type Standing,
} from "../../../models/session/branches.ts";
import type { Studio } from "../../../models/studio/studio.ts";

/** A field's plain text; empty where it has none. */
export function fieldText(
  book: StagesOf,
  stage: Stage,
  standing: Standing | null,
  key: string,
): string {
  const table: FieldTable = STAGE_FIELDS[stage];
  const field = table[key];
  if (!field || !standing) return "";
  const { content } = standing;
  return plainText(field, content[key], createReferences(book, stage, content), fieldLabel);
}

/**
 * Their value of a field as a new round of one's own, which becomes what is worked on.
 * @param done said once it is; what goes wrong is said above
 */
export async function carryOver(
  studio: Studio,
  difference: StageDifference,
  key: string,
  done: string,
): Promise<void> {
  const payload = carriedOver(difference, key);
  if (payload === null) return;
  const { outcome } = await studio.session.send({ command_type: "SAVE_CANDIDATE", payload });
  if (outcome === "accepted") announce(done);
  await studio.session.refresh();
}
