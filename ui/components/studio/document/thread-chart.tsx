/** Over the list of threads: each as a line over the chapters, with a mark where it is touched. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio-more.words.ts";
import {
  type ThreadLine,
  type ThreadMark,
  threadLines,
} from "../../../models/content/thread-chart.ts";
import type { OverviewProps } from "./relation-map.tsx";
import "../../../styles/drawing.css";

export function ThreadChart({ context }: OverviewProps): JSX.Element | null {
  const lines = threadLines(context.content, context.references);
  if (lines.length === 0) return null;
  const text = words.value.threads;
  return (
    <figure class="thread-chart">
      <ul aria-label={text.drawn}>
        {lines.map((line, index) => (
          <li key={index}>
            <span class="thread-name" lang={context.lang} dir="auto" title={line.name}>
              {line.name}
            </span>
            <Line line={line} />
          </li>
        ))}
      </ul>
      <figcaption class="label" aria-hidden="true">
        {(["planted", "echo", "paid"] as const).map((kind) => (
          <span key={kind}>
            <svg width="16" height="16">
              <Mark kind={kind} x="50%" />
            </svg>
            {text[kind]}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** Half a mark is kept free at each end. */
const place = (at: number) => `${2 + at * 96}%`;

function Line({ line: { marks } }: { readonly line: ThreadLine }): JSX.Element {
  const text = words.value.threads;
  const places = marks.map(({ at }) => at);
  const said = marks.map(({ kind, passage }) => text.mark(text[kind], passage)).join(text.between);
  return (
    <svg class="thread-line" width="100%" height="16" role="img" aria-label={said}>
      <line x1="0" x2="100%" y1="8" y2="8" class="thread-way" />
      <line
        x1={place(Math.min(...places))}
        x2={place(Math.max(...places))}
        y1="8"
        y2="8"
        class="thread-reach"
      />
      {marks.map(({ kind, at, passage }, index) => (
        <Mark key={index} kind={kind} x={place(at)} title={text.mark(text[kind], passage)} />
      ))}
    </svg>
  );
}

/** Filled, hollow, and a square: told apart without colours. */
function Mark(props: {
  readonly kind: ThreadMark["kind"];
  readonly x: string;
  readonly title?: string;
}): JSX.Element {
  const title = props.title === undefined ? null : <title>{props.title}</title>;
  if (props.kind === "paid") {
    return (
      <svg x={props.x} y="8" overflow="visible">
        <rect x="-5" y="-5" width="10" height="10" class="thread-mark paid">
          {title}
        </rect>
      </svg>
    );
  }
  return (
    <circle cx={props.x} cy="8" r={4.5} class={`thread-mark ${props.kind}`}>
      {title}
    </circle>
  );
}
