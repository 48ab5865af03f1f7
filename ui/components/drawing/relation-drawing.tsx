/** Who stands how to whom, drawn: on a finished book's page, and beside the list while it is written. */
import type { JSX } from "preact";
import { novelWords } from "../../i18n/novel.words.ts";
import type { Drawing } from "../../models/novel/novel-relations.ts";
import "../../styles/drawing.css";

export function RelationDrawing(props: {
  readonly drawing: Drawing;
  /** The book's. */
  readonly lang: string;
}): JSX.Element {
  const { drawing, lang } = props;
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
          <text key={path} class="novel-bond-label" lang={lang} x={x} y={y}>
            {label}
          </text>
        ))}
        {drawing.people.map(({ id, name, x, y, degree }) => {
          const width = nameWidth(name);
          return (
            <g key={id} class={`novel-node ${degree === most ? "most" : ""}`}>
              <rect x={x - width / 2} y={y - 17} width={width} height={34} rx={6} />
              <text lang={lang} x={x} y={y}>
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
