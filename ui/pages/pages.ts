/** The pages that come in chunks of their own, and what a first look at each needs of words. */

import { WORD_FILES } from "../i18n/word-files.ts";

export type PageChunk = "dashboard" | "studio" | "novel" | "join";

export const loadPage = {
  dashboard: async () => (await import("./dashboard-page.tsx")).DashboardPage,
  studio: async () => (await import("./studio-page.tsx")).StudioPage,
  novel: async () => (await import("./novel/novel-page.tsx")).NovelPage,
  join: async () => (await import("./join-page.tsx")).JoinPage,
} as const;

const NEEDED: Readonly<Record<PageChunk, readonly (keyof typeof WORD_FILES)[]>> = {
  dashboard: ["dashboard"],
  studio: ["studio", "labels"],
  novel: ["novel", "labels"],
  join: ["account"],
};

const BY_ADDRESS: Readonly<Record<string, PageChunk>> = {
  "": "dashboard",
  sessions: "studio",
  novels: "novel",
  join: "join",
};

/** The chunk that an address needs beside the start; null: none. */
export function pageOf(path: string): PageChunk | null {
  return BY_ADDRESS[path.split("/")[1] ?? ""] ?? null;
}

/** Asks for a page and its words: who needs them waits for them, and says so where they do not come. */
export function requestPage(page: PageChunk | null, language: string): void {
  const wanted = ["everywhere", ...(page === null ? [] : NEEDED[page])] as const;
  const requests: (() => Promise<unknown>)[] = wanted.flatMap((name) =>
    Object.entries(WORD_FILES[name]).flatMap(([path, fetch]) =>
      path.endsWith(`${language}.ts`) ? [fetch] : [],
    ),
  );
  if (page !== null) requests.push(loadPage[page]);
  for (const request of requests) void request().catch(() => undefined);
}
