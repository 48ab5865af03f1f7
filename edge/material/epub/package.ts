/** An EPUB's package document: which files are its text, in reading order (EPUB 3.3, 5). */
import { readXml } from "../markup.ts";

/** @param container META-INF/container.xml @returns the package document's name */
export async function packageName(container: AsyncIterable<string>): Promise<string | null> {
  let found: string | null = null;
  await readXml(container, {
    open(name, attributes) {
      if (name === "rootfile") found ??= attributes["full-path"] ?? null;
    },
    text: () => {},
    close: () => {},
  });
  return found;
}

/** @param at the package document's own name @returns the names of the text's files; the page of contents is none */
export async function readingOrder(
  document: AsyncIterable<string>,
  at: string,
): Promise<readonly string[]> {
  const names = new Map<string, string>();
  const order: string[] = [];
  await readXml(document, {
    open(name, { id = "", href = "", properties = "", idref = "" }) {
      const isContents = properties.split(/\s+/).includes("nav");
      if (name === "item" && !isContents) names.set(id, resolved(href, at));
      if (name === "itemref") order.push(idref);
    },
    text: () => {},
    close: () => {},
  });
  return order.flatMap((id) => names.get(id) ?? []);
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
