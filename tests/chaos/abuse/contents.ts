/** Contents as large as they are taken, and a novel that is made to cost its readers time. */
import type { Foundation } from "#shared/foundation/foundation.ts";
import { englishNovel } from "#shared/testing/novel-fixture.ts";

/** Of 192 KiB, with room for ids. */
const CHAPTERS = 40;
const LETTERS = 640;

/** An outline near the largest that is taken, another one each time. */
export function largestOutline(n: number): Foundation["outline"] {
  const { outline } = englishNovel;
  const [part] = outline.parts;
  const [chapter] = part?.chapters ?? [];
  if (part === undefined || chapter === undefined) throw new Error("no chapter");
  const words = (at: number) => `${n} ${at} ${"word ".repeat(LETTERS / 5)}`;
  const chapters = Array.from({ length: CHAPTERS }, (_, at) => ({
    ...chapter,
    id: `chapter-${at}`,
    number: at + 1,
    title: `Chapter ${at}`,
    goal: words(at),
    beats: [words(at + 1), words(at + 2)],
    turn: words(at + 3),
    price: words(at + 4),
    hook: words(at + 5),
  }));
  return { ...outline, parts: [{ ...part, chapters }] };
}

/** Long names that nearly fit, everywhere. */
export function craftedNovel(): Foundation {
  const { concept, story, world, characters, outline } = englishNovel;
  const [person] = characters.characters;
  if (person === undefined) throw new Error("no character");
  const near = "a".repeat(240);
  const people = Array.from({ length: 12 }, (_, n) => ({
    ...person,
    id: `person-${n}`,
    name: `${near}b${n}`,
    aliases: Array.from({ length: 12 }, (_other, k) => `${near}c${n}x${k}`),
  }));
  const large = largestOutline(0);
  const parts = large.parts.map((part) => ({
    ...part,
    chapters: part.chapters.map((chapter) => ({ ...chapter, goal: "a".repeat(1_200) })),
  }));
  return {
    concept,
    story,
    world,
    characters: { ...characters, characters: people },
    outline: { ...outline, parts },
  };
}
