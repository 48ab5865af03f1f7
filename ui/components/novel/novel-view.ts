/** What every part of the novel's page reads: the novel, its index, where its text is from. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Novel } from "#shared/foundation/novel.ts";
import type { OriginKind } from "#shared/statuses.ts";
import { indexNovel, type NovelIndex } from "#shared/novel/novel-index.ts";
import { type NovelOrigins, novelOrigins } from "#shared/novel/novel-origins.ts";

export interface NovelView {
  readonly novel: Novel;
  readonly index: NovelIndex;
  readonly origins: NovelOrigins;
}

export function viewOf(novel: Novel): NovelView {
  return { novel, index: indexNovel(novel), origins: novelOrigins(novel) };
}

export const NovelContext = createContext<NovelView | null>(null);
/** The origin that the surroundings have named already. */
export const AroundContext = createContext<OriginKind | null>(null);

export function useNovel(): NovelView {
  const view = useContext(NovelContext);
  if (view === null) throw new Error("rendered outside a novel");
  return view;
}

/** The element's id for a pointer: `/world/rules/0` → `world-rules-0`. */
export function anchorOf(pointer: string): string {
  return pointer.slice(1).replace(/[^A-Za-z0-9_]+/g, "-");
}

/** Opens, scrolls to and focuses what a pointer leads to, or what holds it. */
export function goToPointer(pointer: string): void {
  let at = pointer;
  while (at.length > 1) {
    if (goToAnchor(anchorOf(at))) return;
    at = at.slice(0, at.lastIndexOf("/"));
  }
}

/** False where nothing on the page has this id. */
export function goToAnchor(id: string): boolean {
  const target = document.getElementById(id);
  if (target === null) return false;
  for (let at: Element | null = target; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
  target.scrollIntoView({ block: "start" });
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  return true;
}
