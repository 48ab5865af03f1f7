/** What of a novel is taken along, and how. */
import type { Novel } from "#shared/foundation/novel.ts";
import type { ExportFormat } from "#shared/http/novel-routes.ts";
import { safeFileName } from "#shared/novel/file-name.ts";
import { indexNovel, type NovelIndex } from "#shared/novel/novel-index.ts";
import type { Beside } from "#shared/novel/novel-document.ts";
import { type ChapterPacket, packetMaker } from "#shared/novel/packet.ts";
import { bookWordsIn } from "#shared/novel/words.ts";
import type { Stage } from "#shared/stages.ts";

export interface Wanted {
  readonly format: ExportFormat;
  readonly beside: Beside;
  readonly stage: Stage | null;
  /** A chapter's id. */
  readonly chapter: string | null;
}

/** What of the novel is taken along. */
export type Scope =
  | { readonly of: "novel" }
  | { readonly of: "stage"; readonly stage: Stage }
  | { readonly of: "packet"; readonly packet: ChapterPacket; readonly index: NovelIndex };

/** Null where the novel has no such chapter. */
export function scopeOf(novel: Novel, { stage, chapter }: Wanted): Scope | null {
  if (chapter !== null) {
    const index = indexNovel(novel);
    const entry = index.chapters.find((one) => one.chapter.id === chapter);
    return entry === undefined
      ? null
      : { of: "packet", packet: packetMaker(novel, index)(entry), index };
  }
  return stage === null ? { of: "novel" } : { of: "stage", stage };
}

/** What the file, and the book in it, are called. */
export function titleOf(novel: Novel, scope: Scope): string {
  switch (scope.of) {
    case "novel":
      return novel.title;
    case "stage":
      return `${safeFileName(novel.title, "")} ${bookWordsIn(novel.language).stages[scope.stage]}`;
    case "packet": {
      const { number, title } = scope.packet.entry.chapter;
      const book = Array.from(novel.title).slice(0, 30).join("");
      return `${book} ${number} ${title}`;
    }
  }
}
