/** A finished novel as a file to take along: the whole book, one stage, or one chapter's packet. */
import type { Novel } from "#shared/foundation/novel.ts";
import type { Section } from "#shared/novel/document.ts";
import { EXPORT_ENDINGS } from "#shared/novel/export-endings.ts";
import { safeFileName } from "#shared/novel/file-name.ts";
import { markdownOf } from "#shared/novel/markdown.ts";
import { novelSections, stageSections } from "#shared/novel/novel-document.ts";
import { novelOrigins } from "#shared/novel/novel-origins.ts";
import { storedSections } from "#shared/novel/stored-document.ts";
import { packetSection } from "#shared/novel/packet-document.ts";
import type { ExportFormat } from "#shared/http/novel-routes.ts";
import { jsonOf } from "./json.ts";
import type { BookInfo } from "./epub.ts";
import { type Scope, scopeOf, titleOf, type Wanted } from "./scope.ts";

export interface MadeFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly name: string;
  /** For programs that know no other letters. */
  readonly ascii: string;
}

/** What is told of a novel that is not of today's shape. */
export interface StoredNovel extends BookInfo {
  readonly novel_id: string;
  readonly title: string;
  /** All of it. */
  readonly stored: Readonly<Record<string, unknown>>;
}

export type ExportOutcome =
  | { readonly outcome: "MADE"; readonly file: MadeFile }
  | { readonly outcome: "NO_SUCH_CHAPTER" };

/** @param schemaUrl where the studio serves the schema of its JSON */
export async function exportNovel(
  novel: Novel,
  wanted: Wanted,
  schemaUrl: string,
): Promise<ExportOutcome> {
  const scope = scopeOf(novel, wanted);
  if (scope === null) return { outcome: "NO_SUCH_CHAPTER" };
  const title = titleOf(novel, scope);
  const { bytes, type } = await contentOf(novel, wanted, scope, title, schemaUrl);
  const ending = EXPORT_ENDINGS[wanted.format];
  const name = `${safeFileName(title, "novel")}.${ending}`;
  return { outcome: "MADE", file: { bytes, type, name, ascii: `novel.${ending}` } };
}

/** As it is stored, whole: what `wanted` says beside the format means nothing here. */
export async function exportStored(novel: StoredNovel, format: ExportFormat): Promise<MadeFile> {
  const { title, stored } = novel;
  const sections = storedSections(title, stored);
  const ending = EXPORT_ENDINGS[format];
  const named = { name: `${safeFileName(title, "novel")}.${ending}`, ascii: `novel.${ending}` };
  switch (format) {
    case "json":
      return { ...named, ...textFile(`${JSON.stringify(stored, null, 2)}\n`, "application/json") };
    case "markdown":
      return { ...named, ...textFile(markdownOf(sections), MARKDOWN_TYPE) };
    case "docx": {
      const { DOCX_TYPE, docxOf } = await import("./docx.ts");
      return { ...named, bytes: await docxOf(novel, sections, title), type: DOCX_TYPE };
    }
    case "epub": {
      const { EPUB_TYPE, epubOf } = await import("./epub.ts");
      const bytes = await epubOf(novel, sections, {
        title,
        identifier: `urn:uuid:${novel.novel_id}`,
      });
      return { ...named, bytes, type: EPUB_TYPE };
    }
    case "obsidian": {
      const { zipOf } = await import("./zip.ts");
      const note = { name: `${safeFileName(title, "novel")}.md`, input: markdownOf(sections) };
      return {
        ...named,
        bytes: await zipOf([note], new Date(novel.updated_at)),
        type: "application/zip",
      };
    }
  }
}

const MARKDOWN_TYPE = "text/markdown; charset=utf-8";

function textFile(text: string, type: string): Pick<MadeFile, "bytes" | "type"> {
  return { bytes: new TextEncoder().encode(text), type };
}

function sectionsOf(novel: Novel, { beside }: Wanted, scope: Scope): Section[] {
  switch (scope.of) {
    case "novel":
      return novelSections(novel, beside);
    case "stage":
      return stageSections(novel, scope.stage, beside);
    case "packet":
      return [packetSection(scope.packet, novel, scope.index, novelOrigins(novel))];
  }
}

async function contentOf(
  novel: Novel,
  wanted: Wanted,
  scope: Scope,
  title: string,
  schemaUrl: string,
): Promise<Pick<MadeFile, "bytes" | "type">> {
  switch (wanted.format) {
    case "json": {
      return textFile(jsonOf(novel, scope, wanted.beside, schemaUrl), "application/json");
    }
    case "markdown": {
      return textFile(markdownOf(sectionsOf(novel, wanted, scope)), MARKDOWN_TYPE);
    }
    case "docx": {
      // Large, and wanted seldom.
      const { DOCX_TYPE, docxOf } = await import("./docx.ts");
      const bytes = await docxOf(novel, sectionsOf(novel, wanted, scope), title.trim());
      return { bytes, type: DOCX_TYPE };
    }
    case "epub": {
      const { EPUB_TYPE, epubOf } = await import("./epub.ts");
      const identifier = identifierOf(novel, scope);
      const sections = sectionsOf(novel, wanted, scope);
      return { bytes: await epubOf(novel, sections, { title, identifier }), type: EPUB_TYPE };
    }
    case "obsidian": {
      const { vaultOf } = await import("./vault-zip.ts");
      return { bytes: await vaultOf(novel, scope, wanted.beside), type: "application/zip" };
    }
  }
}

/** A book's is its UUID; a part of it has none, and is named by the book's. */
function identifierOf(novel: Novel, scope: Scope): string {
  if (scope.of === "novel") return `urn:uuid:${novel.novel_id}`;
  return scope.of === "stage"
    ? `${novel.novel_id}:${scope.stage}`
    : `${novel.novel_id}:${scope.packet.entry.chapter.id}`;
}
