/** Novels whose every name tries to break out of what it stands in. */
import type { Novel } from "#shared/foundation/novel.ts";
import { chineseNovel, englishNovel } from "#shared/testing/novel-fixture.ts";

export const TITLES = {
  markdown: "A*B_C [[D]] `E` #F | ~G~ $H$ ==I== %%J%% ^k #",
  xml: "<&:\"'> ]]> &amp; <script>",
  emoji: "🌊👩‍👩‍👧 潮 🏳️‍🌈",
  rightToLeft: "\u05e1\u05e4\u05e8 \u0627\u0644\u0643\u062a\u0627\u0628 (1)",
  long: "字".repeat(200),
  path: "../../etc/pass\\wd: C*N? \u202egpj.exe",
  device: "CON",
  control: "a\u0001b\u000bc\u0007",
} as const;

/** The same name for the book, a person, a place, chapters and a thread. */
function hostileNovel(title: string): Novel {
  const novel = structuredClone(englishNovel);
  novel.title = title;
  novel.blurb = `${title}\n# ${title}`;
  novel.concept.title = title;
  const [first, second] = novel.characters.characters;
  if (first === undefined || second === undefined) throw new Error("a fixture of several people");
  first.name = title;
  // Two notes that would have one name.
  second.name = title.toUpperCase();
  second.aliases = [title];
  const [place] = novel.world.places;
  if (place !== undefined) place.name = title;
  for (const part of novel.outline.parts) {
    part.title = title;
    for (const chapter of part.chapters) {
      chapter.title = title;
      chapter.goal = `- ${title}\n1. ${title}\n\u3000\u3000${title}`;
    }
  }
  const [thread] = novel.story.threads;
  if (thread !== undefined) thread.question = title;
  return novel;
}

export const NOVELS: Readonly<Record<string, Novel>> = {
  zh: chineseNovel,
  en: englishNovel,
  ...Object.fromEntries(Object.entries(TITLES).map(([name, title]) => [name, hostileNovel(title)])),
};
