/** What nobody imports is not exported, and what nobody reads is not there. */
import { expect, test } from "vitest";
import { read, sourceFiles } from "./source-files.ts";

/** Found by their names: languages' words, the gallery's states. */
const READ_AS_A_WHOLE =
  /^ui\/(?:gallery|testing|i18n\/[\w-]+\.[a-z]{2}(?:-\w+)?\.ts|i18n\/[a-z]{2}(?:-\w+)?\.ts)/;

test("each function, class and constant that a module gives is read by another", async () => {
  const files = (await sourceFiles(/\.(?:ts|tsx|mjs)$/)).filter((name) => !name.endsWith(".d.ts"));
  const texts = await Promise.all(files.map(async (name) => ({ name, text: await read(name) })));
  const readers = new Map<string, number>();
  for (const { text } of texts) {
    for (const word of new Set(text.match(/[\w$]+/g))) {
      readers.set(word, (readers.get(word) ?? 0) + 1);
    }
  }
  const given = /^export (?:async )?(?:const|let|function\*?|class) ([\w$]+)/gm;
  const unread = texts
    .filter(({ name }) => !READ_AS_A_WHOLE.test(name) && !name.includes(".generated."))
    .flatMap(({ name, text }) =>
      Array.from(text.matchAll(given), ([, word = ""]) => word)
        .filter((word) => (readers.get(word) ?? 0) < 2)
        .map((word) => `${name}: ${word}`),
    );
  expect(unread).toEqual([]);
});
