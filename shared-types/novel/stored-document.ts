/**
 * A novel that is not of today's shape, told as it is stored: nothing of a writer's is kept back because
 * a release later would have it otherwise.
 */
import { isRecord } from "../pointer.ts";
import { type Block, paragraph, paragraphs, said, type Section, strong } from "./document.ts";

export function storedSections(title: string, stored: unknown): Section[] {
  const blocks: Block[] = [{ kind: "heading", level: 1, line: [said(title)] }];
  const walk = (value: unknown, name: string, level: number) => {
    if (typeof value === "string" || typeof value === "number") {
      blocks.push(paragraph(strong(name)), ...paragraphs(String(value)));
    } else if (Array.isArray(value) || isRecord(value)) {
      blocks.push({ kind: "heading", level, line: [said(name)] });
      const below = Math.min(level + 1, 6);
      for (const [key, item] of Object.entries(value)) walk(item, key, below);
    }
  };
  if (isRecord(stored)) for (const [key, value] of Object.entries(stored)) walk(value, key, 2);
  return [{ name: "stored", blocks }];
}
