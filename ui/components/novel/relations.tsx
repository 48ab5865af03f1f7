/** Relations twice: as a list, and drawn for at most twelve people. On a narrow screen the list comes first. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { novelWords } from "../../i18n/novel.words.ts";
import { fieldsBelow } from "../../models/content/fields.ts";
import { type Drawing, drawRelations } from "../../models/novel/novel-relations.ts";
import { FieldRows } from "./field-rows.tsx";
import { anchorOf, useNovel } from "./novel-view.ts";
import { OriginHere, Reference, Subtitle, Within } from "./text.tsx";

const WIDE = { width: 720, height: 440, padX: 96, padY: 40 };
const NARROW = { width: 328, height: 420, padX: 58, padY: 32 };

export function Relations(): JSX.Element | null {
  const { characters } = useNovel().novel;
  const narrow = useNarrow();
  if (characters.relations.length === 0) return null;
  const list = <RelationList key="list" />;
  const drawing = drawRelations(characters, narrow ? NARROW : WIDE);
  const figure =
    drawing.people.length < 2 ? null : <RelationDrawing key="drawing" drawing={drawing} />;
  return (
    <>
      <Subtitle>{novelWords.value.relations.title}</Subtitle>
      {narrow ? [list, figure] : [figure, list]}
    </>
  );
}

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia("(max-width: 767px)").matches);
  useEffect(() => {
    const query = window.matchMedia("(max-width: 767px)");
    const follow = () => setNarrow(query.matches);
    query.addEventListener("change", follow);
    follow();
    return () => query.removeEventListener("change", follow);
  }, []);
  return narrow;
}

function RelationDrawing({ drawing }: { readonly drawing: Drawing }): JSX.Element {
  const { language } = useNovel().novel;
  const text = novelWords.value;
  const names = drawing.people.map(({ name }) => name).join(text.listSeparator);
  const most = Math.max(...drawing.people.map(({ degree }) => degree));
  return (
    <figure class="novel-drawing">
      <svg
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
        role="img"
        aria-label={text.relations.drawn(names)}
      >
        {drawing.lines.map(({ path }) => (
          <path key={path} class="novel-bond" d={path} />
        ))}
        {drawing.lines.map(({ label, path, x, y }) => (
          <text key={path} class="novel-bond-label" lang={language} x={x} y={y}>
            {label}
          </text>
        ))}
        {drawing.people.map(({ id, name, x, y, degree }) => {
          const width = nameWidth(name);
          return (
            <g key={id} class={`novel-node ${degree === most ? "most" : ""}`}>
              <rect x={x - width / 2} y={y - 17} width={width} height={34} rx={6} />
              <text lang={language} x={x} y={y}>
                {name}
              </text>
            </g>
          );
        })}
      </svg>
      {drawing.people.length < drawing.of ? (
        <figcaption class="label">
          {text.relations.some(drawing.people.length, drawing.of)}
        </figcaption>
      ) : null}
    </figure>
  );
}

/** Wide enough for the name at 15 px: a Chinese character takes a whole em, a letter about half. */
function nameWidth(name: string): number {
  let width = 26;
  for (const character of name) width += /[\u2e80-\uffef]/.test(character) ? 15 : 8;
  return width;
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
              <span class="novel-kind" lang={language}>
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
