/** Two texts as one: insertions underlined on wash, deletions struck in muted. */
import { Fragment, type JSX } from "preact";
import { words } from "../../../i18n/studio-more.words.ts";
import { diffText } from "../../../models/content/text-diff.ts";

export interface DiffTextProps {
  readonly before: string;
  readonly after: string;
  readonly lang: string;
}

export function DiffText({ before, after, lang }: DiffTextProps): JSX.Element {
  return (
    <p class="book diff" lang={lang} dir="auto">
      {diffText(before, after, lang).map((piece, index, pieces) => {
        if (piece.kind === "same") return <span key={index}>{piece.text}</span>;
        const added = piece.kind === "added";
        const Mark = added ? "ins" : "del";
        // What went and what came in its place are two words, where words have spaces between them.
        const apart = added && pieces[index - 1]?.kind === "removed" && lang === "en" ? " " : "";
        return (
          <Fragment key={index}>
            {apart}
            <Mark>
              <span class="unseen">
                {added ? words.value.compare.added : words.value.compare.removed}{" "}
              </span>
              {piece.text}
            </Mark>
          </Fragment>
        );
      })}
    </p>
  );
}
