/** The words of going back; they come with the studio's. */
import { computed } from "@preact/signals";
import { words } from "./studio.words.ts";

export const goingBackWords = computed(() => words.value.goingBack);

/** What a command is called where it is undone; empty for one that cannot be. */
export function undoneWord(type: string): string {
  return Object.entries(goingBackWords.value.commands).find(([known]) => known === type)?.[1] ?? "";
}
