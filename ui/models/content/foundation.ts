/** The five accepted contents as the foundation checks take them, where each has its stage's shape. */
import type { StageContents } from "#shared/content/stage-content.ts";
import type { Check } from "#shared/foundation/check.ts";
import { foundationChecks } from "#shared/foundation/checks.ts";
import type { Stage } from "#shared/stages.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { Field, FieldTable } from "#shared/content/field-kinds.ts";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { isRecord } from "./pointer.ts";

/** Whether a value has a table's keys, each with a value of its kind. */
function conforms(table: FieldTable, value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(table).every(([key, field]) => {
      const held = value[key];
      return (held === undefined && field.optional === true) || holds(field, held);
    })
  );
}

function holds(field: Field, value: unknown): boolean {
  switch (field.kind) {
    case "number":
      return typeof value === "number";
    case "lines":
    case "references":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "items":
      return Array.isArray(value) && value.every((item) => conforms(field.fields, item));
    case "group":
      return conforms(field.fields, value);
    case "id":
    case "line":
    case "prose":
    case "choice":
    case "reference":
      return typeof value === "string";
  }
}

function isContentOf<S extends Stage>(stage: S, value: unknown): value is StageContents[S] {
  return conforms(STAGE_FIELDS[stage], value);
}

/** Null while a stage has nothing accepted, or has a shape this interface does not know. */
export function checksOf(state: SessionState): Check[] | null {
  const { stages } = state;
  const concept = stages.CONCEPT_SELECTION.accepted?.content;
  const story = stages.STORY_CONCEPTION.accepted?.content;
  const world = stages.WORLDVIEW.accepted?.content;
  const characters = stages.CHARACTERS.accepted?.content;
  const outline = stages.PLOT_OUTLINE.accepted?.content;
  if (
    !isContentOf("CONCEPT_SELECTION", concept) ||
    !isContentOf("STORY_CONCEPTION", story) ||
    !isContentOf("WORLDVIEW", world) ||
    !isContentOf("CHARACTERS", characters) ||
    !isContentOf("PLOT_OUTLINE", outline)
  ) {
    return null;
  }
  const { constraints } = state.brief;
  return foundationChecks(
    { concept, story, world, characters, outline },
    { constraints, questions: state.questions },
  );
}
