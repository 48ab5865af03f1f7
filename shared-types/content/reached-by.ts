/** Which references reach an item, by what the item is. Plain data, for every language. */
import type { ReferenceTarget, TargetKind } from "./field-kinds.ts";

export const REACHED_BY: Readonly<Record<TargetKind, readonly ReferenceTarget[]>> = {
  faction: ["faction"],
  character: ["character"],
  place: ["place"],
  story_thread: ["story_thread", "secret_or_thread", "pleasure_or_thread"],
  plot_thread: ["plot_thread", "pleasure_or_thread"],
  chapter_or_part: ["chapter_or_part"],
  secret: ["secret", "secret_or_thread", "secret_or_clue"],
  clue: ["clue", "secret_or_clue"],
  pleasure: ["pleasure", "pleasure_or_thread"],
  question: ["question"],
};
