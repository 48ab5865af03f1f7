/** Sections as XHTML, for the chapters of an EPUB. */
import type { Block, Inline, Line } from "#shared/novel/document.ts";
import { xmlText } from "./xml-text.ts";

/** Where a pointer's heading stands: `world.xhtml#h-world-rules-0`; null where it has none. */
export type Anchors = (pointer: string) => string | null;

export function blockHtml(block: Block, id: string | null, anchors: Anchors): string {
  const line = (of: Line) => lineHtml(of, anchors);
  switch (block.kind) {
    case "heading": {
      const tag = `h${Math.min(block.level, 6)}`;
      const named = id === null ? "" : ` id="${xmlText(id)}"`;
      return `<${tag}${named} dir="auto">${line(block.line)}</${tag}>`;
    }
    case "paragraph":
      return `<p dir="auto">${block.lines.map(line).join("<br/>")}</p>`;
    case "quote":
      return `<blockquote>${block.paragraphs
        .map((text) => `<p dir="auto">${xmlText(text)}</p>`)
        .join("")}</blockquote>`;
    case "list": {
      const tag = block.isOrdered ? "ol" : "ul";
      const items = block.items.map((item) => {
        const below = item.below.map((of) => `<li dir="auto">${line(of)}</li>`).join("");
        return `<li dir="auto">${line(item.line)}${below === "" ? "" : `<ul>${below}</ul>`}</li>`;
      });
      return `<${tag}>${items.join("")}</${tag}>`;
    }
  }
}

function lineHtml(line: Line, anchors: Anchors): string {
  return line.map((piece) => pieceHtml(piece, anchors)).join("");
}

function pieceHtml({ text, strong, to }: Inline, anchors: Anchors): string {
  const plain = xmlText(text);
  const anchor = to === undefined ? null : anchors(to);
  const linked = anchor === null ? plain : `<a href="${xmlText(anchor)}">${plain}</a>`;
  return strong === true ? `<strong>${linked}</strong>` : linked;
}

/** A whole file. */
export function pageHtml(
  page: { readonly title: string; readonly language: string; readonly body: string },
  isNavigation = false,
): string {
  const title = xmlText(page.title).trim();
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${page.language}" xml:lang="${page.language}">
<head>
<meta charset="utf-8"/>
<title>${title === "" ? "—" : title}</title>
${isNavigation ? "" : '<link rel="stylesheet" type="text/css" href="style.css"/>\n'}</head>
<body>
${page.body}
</body>
</html>
`;
}
