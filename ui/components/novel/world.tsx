/** The world: rules with their cost, places with their use, what happened, what is hidden. */
import type { JSX } from "preact";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { FieldLists, FieldRows } from "./field-rows.tsx";
import { anchorOf, useNovel } from "./novel-view.ts";
import { Facts } from "./overview.tsx";
import { Field, Fields, Section } from "./text.tsx";

const PLACED = ["title", "logline", "facts", "open_questions", "why"] as const;

export function World(): JSX.Element {
  const { world, language } = useNovel().novel;
  const table = STAGE_FIELDS.WORLDVIEW;
  return (
    <Section id="world" title={novelWords.value.sections.world} at="/world">
      <p class="book novel-lead" lang={language} dir="auto" id={anchorOf("/world/logline")}>
        {world.logline}
      </p>
      <Facts at="/world/facts" facts={world.facts} />
      <FieldRows table={table} value={world} at="/world" placed={PLACED} />
      <FieldLists table={table} value={world} at="/world" placed={PLACED} />
      <Fields>
        <Field at="/world/why" text={world.why} />
      </Fields>
    </Section>
  );
}
