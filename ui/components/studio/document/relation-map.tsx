/** Over the list of relations: who stands how to whom, at a glance. */
import type { JSX } from "preact";
import { recordsIn } from "../../../models/content/field-text.ts";
import { drawRelations, NARROW, WIDE } from "../../../models/novel/novel-relations.ts";
import { textOf } from "../../../models/studio/rounds.ts";
import { useMedia } from "../../controls/media.ts";
import { RelationDrawing } from "../../drawing/relation-drawing.tsx";
import type { DocumentContext } from "./document-context.ts";

export interface OverviewProps {
  readonly context: DocumentContext;
}

export function RelationMap({ context }: OverviewProps): JSX.Element | null {
  const narrow = useMedia("(max-width: 767px)");
  const { content, lang } = context;
  const people = {
    characters: recordsIn(content.characters).map((one) => ({
      id: textOf(one, "id"),
      name: textOf(one, "name"),
    })),
    relations: recordsIn(content.relations).map((one) => ({
      from: textOf(one, "from"),
      to: textOf(one, "to"),
      kind: textOf(one, "kind"),
    })),
  };
  const drawing = drawRelations(people, narrow ? NARROW : WIDE);
  if (drawing.people.length < 2) return null;
  return <RelationDrawing drawing={drawing} lang={lang} />;
}
