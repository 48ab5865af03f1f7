/** What notes are called: names that every system takes, that Obsidian can link, and none of them twice. */
import { safeFileName } from "#shared/novel/file-name.ts";

/** Obsidian ends a link's target at these. */
const NOT_IN_LINKS = /[#^[\]|]/g;
const MAX_TRIES = 10_000;

/** Gives names for one vault, whose notes may be linked by name alone, whatever their folder. */
export function createNoteNames(): (title: string, otherwise: string) => string {
  const taken = new Set<string>();
  const take = (name: string): boolean => {
    // Some systems keep no case, and some another form of the same letters.
    const key = name.normalize("NFKC").toLowerCase();
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  };
  return (title, otherwise) => {
    const name = safeFileName(title.replace(NOT_IN_LINKS, " "), otherwise);
    for (let count = 1; count < MAX_TRIES; count += 1) {
      const tried = count === 1 ? name : `${name} ${count}`;
      if (take(tried)) return tried;
    }
    throw new Error("a book has no such number of notes");
  };
}
