/** A book as EPUB 3: one file a section, a table of contents, and nothing that needs a network. */
import type { Novel } from "#shared/foundation/novel.ts";
import type { Block, Section } from "#shared/novel/document.ts";
import { bookWordsIn } from "#shared/novel/words.ts";
import { type Anchors, blockHtml, pageHtml } from "./xhtml.ts";
import { xmlText } from "./xml-text.ts";
import { zipOf } from "./zip.ts";

export const EPUB_TYPE = "application/epub+zip";

const STYLE = `body { font-family: serif; line-height: 1.6; margin: 1em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; page-break-after: avoid; }
blockquote { margin: 1em 0 1em 1em; padding-left: 1em; border-left: 2px solid; }
p, li { white-space: pre-wrap; }
`;

interface Page {
  readonly file: string;
  readonly section: Section;
  /** One a block: the id of a heading, else null. */
  readonly ids: readonly (string | null)[];
}

/** What names the book: its title is that of the page and the catalogue. */
export interface BookName {
  readonly title: string;
  /** A UUID, the same for every edition. */
  readonly identifier: string;
}

/** What of the novel stands on the book's outside. */
export type BookInfo = Pick<Novel, "language" | "blurb" | "tags" | "series" | "updated_at">;

export function epubOf(novel: BookInfo, sections: readonly Section[], name: BookName) {
  const pages = pagesOf(sections);
  const { language } = novel;
  const anchors = anchorsOf(pages);
  const text = new Map([
    ["META-INF/container.xml", CONTAINER],
    ["book/package.opf", packageXml(novel, pages, name)],
    ["book/contents.xhtml", navigation(language, pages)],
    ["book/style.css", STYLE],
    ...pages.map((page): [string, string] => [
      `book/${page.file}`,
      pageHtml({ title: titleOf(page, name.title), language, body: bodyOf(page, anchors) }),
    ]),
  ]);
  // Readers look for this one first.
  const files = [["mimetype", EPUB_TYPE], ...text].map(([path = "", content = ""]) => ({
    name: path,
    input: content,
  }));
  return zipOf(files, new Date(novel.updated_at));
}

function pagesOf(sections: readonly Section[]): Page[] {
  let count = 0;
  return sections.map((section) => ({
    file: `${section.name}.xhtml`,
    section,
    ids: section.blocks.map((block) => {
      if (block.kind !== "heading") return null;
      count += 1;
      return `h${count}`;
    }),
  }));
}

function anchorsOf(pages: readonly Page[]): Anchors {
  const known = new Map<string, string>();
  for (const { file, section, ids } of pages) {
    for (const [place, block] of section.blocks.entries()) {
      const id = ids[place] ?? null;
      if (block.kind === "heading" && block.at !== undefined && id !== null) {
        known.set(block.at, `${file}#${id}`);
      }
    }
  }
  return (pointer) => known.get(pointer) ?? null;
}

function bodyOf({ section, ids }: Page, anchors: Anchors): string {
  const blocks = section.blocks.map((block, place) =>
    blockHtml(block, ids[place] ?? null, anchors),
  );
  return `<section>\n${blocks.join("\n")}\n</section>`;
}

function headingText(block: Block): string {
  return block.kind === "heading" ? block.line.map(({ text }) => text).join("") : "";
}

function titleOf({ section }: Page, otherwise: string): string {
  const [first] = section.blocks;
  const title = first === undefined ? "" : headingText(first).trim();
  return title === "" ? otherwise : title;
}

interface Entry {
  readonly level: number;
  readonly text: string;
  readonly href: string;
  readonly below: Entry[];
}

/** The headings down to the items of a list, each below the one that holds it. */
function entriesOf(pages: readonly Page[]): Entry[] {
  const root: Entry[] = [];
  let path: Entry[] = [];
  for (const { file, section, ids } of pages) {
    for (const [place, block] of section.blocks.entries()) {
      if (block.kind !== "heading" || block.level > 4) continue;
      const text = headingText(block).trim();
      const href = `${file}#${ids[place] ?? ""}`;
      const entry = { level: block.level, text: text === "" ? "—" : text, href, below: [] };
      path = path.filter(({ level }) => level < block.level && block.level > 2);
      (path.at(-1)?.below ?? root).push(entry);
      path.push(entry);
    }
  }
  return root;
}

function navigation(language: Novel["language"], pages: readonly Page[]): string {
  const { contents } = bookWordsIn(language);
  const listOf = (entries: readonly Entry[]): string =>
    entries.length === 0
      ? ""
      : `<ol>${entries
          .map(
            ({ text, href, below }) =>
              `<li><a href="${xmlText(href)}">${xmlText(text)}</a>${listOf(below)}</li>`,
          )
          .join("\n")}</ol>`;
  const body = `<nav epub:type="toc" role="doc-toc" id="toc">
<h1>${contents}</h1>
${listOf(entriesOf(pages))}
</nav>`;
  return pageHtml({ title: contents, language, body }, true);
}

function packageXml(
  novel: BookInfo,
  pages: readonly Page[],
  { title, identifier }: BookName,
): string {
  const items = pages.map(
    ({ file }, at) => `<item id="page${at}" href="${file}" media-type="application/xhtml+xml"/>`,
  );
  const spine = pages.map((_, at) => `<itemref idref="page${at}"/>`);
  const modified = new Date(novel.updated_at).toISOString().replace(/\.\d+Z$/, "Z");
  const named = xmlText(title).trim();
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" xml:lang="${novel.language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book-id">${xmlText(identifier)}</dc:identifier>
<dc:title>${named === "" ? "—" : named}</dc:title>
<dc:language>${novel.language}</dc:language>
${novel.blurb.trim() === "" ? "" : `<dc:description>${xmlText(novel.blurb)}</dc:description>\n`}${novel.tags
  .filter((tag) => tag.trim() !== "")
  .map((tag) => `<dc:subject>${xmlText(tag)}</dc:subject>\n`)
  .join("")}<meta property="dcterms:modified">${modified}</meta>
${seriesXml(novel)}<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
${items.join("\n")}
</manifest>
<spine>
${spine.join("\n")}
</spine>
</package>
`;
}

function seriesXml({ series }: BookInfo): string {
  if (series === null || series.title.trim() === "") return "";
  return `<meta property="belongs-to-collection" id="series">${xmlText(series.title)}</meta>
<meta refines="#series" property="collection-type">series</meta>
<meta refines="#series" property="group-position">${series.number}</meta>
`;
}

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
`;
