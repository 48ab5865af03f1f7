/** An EPUB's package document: which files are its text, in reading order (EPUB 3.3, 5). */
import { readXml } from "../markup.ts";
import { MaterialRefused } from "../refused.ts";
import type { Turns } from "#runtime/work/turns.ts";

/** As many as an archive may have; neither more items nor more pages. */
const MAX_FILES = 5_000;

/** @param container META-INF/container.xml @returns the package document's name */
export async function packageName(
  container: AsyncIterable<string>,
  turns: Turns,
): Promise<string | null> {
  let found: string | null = null;
  await readXml(
    container,
    {
      open(name, attributes) {
        if (name === "rootfile") found ??= attributes["full-path"] ?? null;
      },
      text: () => {},
      close: () => {},
    },
    turns,
  );
  return found;
}

/**
 * @param at the package document's own name
 * @returns the names of the text's files, each once; the page of contents is none
 * @throws MaterialRefused
 */
export async function readingOrder(
  document: AsyncIterable<string>,
  at: string,
  turns: Turns,
): Promise<ReadonlySet<string>> {
  const hrefs = new Map<string, string>();
  const order = new Set<string>();
  await readXml(
    document,
    {
      open(name, { id = "", href = "", properties = "", idref = "" }) {
        const isContents = properties.split(/\s+/).includes("nav");
        if (name === "item" && !isContents) hrefs.set(id, href);
        if (name === "itemref") order.add(idref);
        if (Math.max(hrefs.size, order.size) > MAX_FILES)
          throw new MaterialRefused("TOO_MANY_FILES");
      },
      text: () => {},
      close: () => {},
    },
    turns,
  );
  const names = new Set<string>();
  for (const id of order) {
    const href = hrefs.get(id);
    if (href !== undefined) names.add(resolved(href, at));
    if (turns.isOver(at.length + (href?.length ?? 0))) await turns.next();
  }
  return names;
}

/** A name within the archive; nothing leads out of it. */
function resolved(href: string, from: string): string {
  const steps = from.split("/").slice(0, -1);
  for (const step of decoded(href.replace(/[?#].*$/s, "")).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
