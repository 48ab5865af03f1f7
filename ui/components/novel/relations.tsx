/** Relations twice: as a list, and drawn for at most twelve people. On a narrow screen the list comes first. */
import type { JSX } from "preact";
import { novelWords } from "../../i18n/novel.words.ts";
import { fieldsBelow } from "../../models/content/fields.ts";
import { drawRelations, NARROW, WIDE } from "../../models/novel/novel-relations.ts";
import { useMedia } from "../controls/media.ts";
import { RelationDrawing } from "../drawing/relation-drawing.tsx";
import { FieldRows } from "./field-rows.tsx";
import { anchorOf, useNovel } from "./novel-view.ts";
import { OriginHere, Reference, Subtitle, Within } from "./text.tsx";

export function Relations(): JSX.Element | null {
  const { characters, language } = useNovel().novel;
  const narrow = useMedia("(max-width: 767px)");
  if (characters.relations.length === 0) return null;
  const list = <RelationList key="list" />;
  const drawing = drawRelations(characters, narrow ? NARROW : WIDE);
  const figure =
    drawing.people.length < 2 ? null : (
      <RelationDrawing key="drawing" drawing={drawing} lang={language} />
    );
  return (
    <>
      <Subtitle>{novelWords.value.relations.title}</Subtitle>
      {narrow ? [list, figure] : [figure, list]}
    </>
  );
}

function RelationList(): JSX.Element {
  const { relations } = useNovel().novel.characters;
  const { language } = useNovel().novel;
  const text = novelWords.value.relations;
  return (
    <ul class="novel-items" aria-label={text.list}>
      {relations.map((relation, index) => {
        const { from, to, kind } = relation;
        const at = `/characters/relations/${index}`;
        return (
          <li key={index} class="novel-item" id={anchorOf(at)}>
            <h4 class="novel-item-name">
              <Reference to="character" id={from} />
              <span aria-hidden="true"> → </span>
              <span class="unseen"> {text.to} </span>
              <Reference to="character" id={to} />
              <span class="novel-kind" lang={language} dir="auto">
                {kind}
              </span>
              <OriginHere at={at} />
            </h4>
            <Within at={at}>
              <FieldRows
                table={fieldsBelow("CHARACTERS", ["relations"])}
                value={relation}
                at={at}
                placed={["from", "to", "kind"]}
                holder="relations"
              />
            </Within>
          </li>
        );
      })}
    </ul>
  );
}
