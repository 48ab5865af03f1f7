/**
 * The words of one part of the interface: a file a language, each in a chunk of its own, so that a
 * page loads those of one language. A language is there once it has its files.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { WordFiles } from "./word-files.ts";
import { interfaceLanguage, nearestLanguage } from "./interface-language.ts";

export interface WordSet<W> {
  /** In the interface's language; read `.value` in a component or a computed. */
  readonly words: ReadonlySignal<W>;
  /** In a language that was loaded: what follows a book's. */
  readonly wordsIn: (language: string) => W;
  readonly load: (language: string) => Promise<void>;
}

/** Of all parts whose code is here. */
const loaders = new Set<(language: string) => Promise<void>>();

/** Loads a language for every part of the interface that is on the page so far. */
export async function loadWords(language: string): Promise<void> {
  await Promise.all([...loaders].map((load) => load(language)));
}

/** As `loadWords`, in the interface's language: before anything that has just arrived is shown. */
export async function wordsAreHere(): Promise<void> {
  let language: string;
  do {
    language = interfaceLanguage.peek();
    await loadWords(language);
  } while (language !== interfaceLanguage.peek());
}

export function wordSet<W>(files: WordFiles<W>): WordSet<W> {
  const loaded = signal<ReadonlyMap<string, W>>(new Map());
  const fetches = new Map(
    Object.entries(files).map(([path, fetch]) => [languageOf(path), fetch] as const),
  );

  async function load(language: string): Promise<void> {
    if (loaded.peek().has(language)) return;
    // A part that has no such file yet speaks the nearest language that every part has.
    const fetch = fetches.get(language) ?? fetches.get(nearestLanguage(language));
    const [words] = Object.values((await fetch?.()) ?? {});
    if (words === undefined) throw new Error(`no words in ${language}`);
    loaded.value = new Map(loaded.peek()).set(language, words);
  }
  loaders.add(load);

  function wordsIn(language: string): W {
    const words = loaded.value.get(language) ?? [...loaded.value.values()].at(-1);
    if (words === undefined) throw new Error(`words in ${language} are read before they are there`);
    return words;
  }

  return {
    words: computed(() => wordsIn(interfaceLanguage.value)),
    wordsIn,
    load,
  };
}

/** `./studio.zh-CN.ts` is in zh-CN, as is `./zh-CN.ts`. */
function languageOf(path: string): string {
  return /([\w-]+)\.ts$/.exec(path)?.[1] ?? path;
}
