/** What every form of a book begins with: its name, its blurb, and what kind of book it is. */
import { paragraph, quote, said, type Section, strong } from "./document.ts";
import type { Writer } from "./fields-document.ts";
import { bookWordsIn, lengthIn } from "./words.ts";

export function titleSection({ novel, origins }: Writer): Section {
  const { language, form } = novel;
  const words = bookWordsIn(language);
  const lines = [
    novel.tags.join(words.listSeparator),
    words.titlePage.ofLength(
      words.kinds[form.kind],
      lengthIn(language, form.target_length, form.unit),
      lengthIn(language, form.chapter_length, form.unit),
    ),
    words.titlePage.edition(novel.edition),
  ];
  return {
    name: "title",
    blocks: [
      { kind: "heading", level: 1, line: [said(novel.title)] },
      ...quote(novel.blurb),
      { kind: "paragraph", lines: lines.map((line) => [said(line)]) },
      ...(origins.has("sample") ? [paragraph(strong(words.originNote))] : []),
    ],
  };
}
