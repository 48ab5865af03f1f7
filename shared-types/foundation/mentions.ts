/**
 * Whether a text speaks of something, in Chinese or English, by rule: names by their letters, what
 * a sentence is about by the words it shares. Imports nothing.
 */

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const CJK_RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const OTHER_WORD =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\p{L}\p{M}\p{N}])+/gu;

/** Words that say nothing about a sentence's matter. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `about above after again against all almost alone along already also although always among and
  another any anyone anything are around away back be became because become been before began behind
  being between both but came can cannot come could did does done down each either else even ever
  every everyone everything few find first for from gave get give goes going gone got had has have
  having he her here hers herself him himself his how if in instead into is it its itself just keep
  kept knows know last least less let like long made make many may me might mine more most much must
  my near need never new next no nobody none nor not nothing now of off often old on once one only
  onto or other others our out over own per put quite rather really said same say see seem set she
  should since so some someone something still such take taken than that the their theirs them
  themselves then there these they thing this those though through time to together too took toward
  two under until up upon us use used using very via want wants was way we well went were what when
  where whether which while who whom whose why will with within without would yet you your yours`.split(
    /\s+/,
  ),
);
/** Characters that build sentences: two that stand together with one of these are no word. */
const CJK_STOP_CHARACTERS: ReadonlySet<string> = new Set(
  "的了着过是在不没无有也都就还又再才只很最更被把给让叫使对向从到于由以为与和跟及或而且但若则之其此这那哪谁何每各某" +
    "他她它我你您们己一二三两几个些样么吗呢吧啊即使须必应该会能可要想得地里上下中内外前后时来去出进起所因如同将曾已正最等",
);
/** Words of two characters that say nothing about a sentence's matter. */
const CJK_STOP_WORDS: ReadonlySet<string> = new Set(
  "自己 别人 大家 知道 发现 看见 觉得 认为 开始 结束 成为 变成 进行 通过 关于 根据 按照 除了 仍然 甚至 现在 终于 永远 直到 东西 事情 方式 问题 选择 决定 没人 人们 之间 其实 本来 真正 似乎".split(
    " ",
  ),
);

/** Texts and names as they are compared. */
export function plain(text: string): string {
  return text.normalize("NFKC");
}

/** One form for `lamps` and `lamp`, `burned` and `burning`; crude, and the same on both sides. */
function stem(word: string): string {
  const bare = word.toLowerCase();
  if (bare.length > 5 && bare.endsWith("ing")) return bare.slice(0, -3);
  if (bare.length > 4 && bare.endsWith("ed")) return bare.slice(0, -2);
  if (bare.length > 4 && bare.endsWith("ies")) return `${bare.slice(0, -3)}y`;
  if (bare.length > 4 && /(?:s|x|z|ch|sh)es$/.test(bare)) return bare.slice(0, -2);
  if (bare.length > 3 && /[^s]s$/.test(bare)) return bare.slice(0, -1);
  return bare.length > 4 && bare.endsWith("e") ? bare.slice(0, -1) : bare;
}

/**
 * What a text is about: its words, each once, without those that say nothing. Chinese, which has no
 * spaces, gives every two characters that stand together: most of its words have two.
 */
export function termsOf(text: string): ReadonlySet<string> {
  const terms = new Set<string>();
  const source = plain(text);
  for (const [word] of source.matchAll(OTHER_WORD)) {
    if (word.length < 3 || STOP_WORDS.has(word.toLowerCase())) continue;
    terms.add(stem(word));
  }
  for (const [run] of source.matchAll(CJK_RUN)) {
    const characters = Array.from(run);
    for (const [index, first] of characters.entries()) {
      const second = characters[index + 1];
      if (second === undefined) break;
      if (CJK_STOP_CHARACTERS.has(first) || CJK_STOP_CHARACTERS.has(second)) continue;
      if (!CJK_STOP_WORDS.has(first + second)) terms.add(first + second);
    }
  }
  return terms;
}

/** A text made ready to be asked for many terms and names. */
export interface SearchableText {
  readonly text: string;
  /** Everything that `termsOf` might ask for: the stems of words; of Chinese, which has no spaces, any two characters. */
  readonly terms: ReadonlySet<string>;
}

export function searchable(texts: readonly string[]): SearchableText {
  const text = plain(texts.join("\n"));
  const terms = new Set<string>();
  for (const [word] of text.matchAll(OTHER_WORD)) terms.add(stem(word));
  for (const [run] of text.matchAll(CJK_RUN)) {
    let first = "";
    for (const second of run) {
      if (first !== "") terms.add(first + second);
      first = second;
    }
  }
  return { text, terms };
}

export function isCjk(text: string): boolean {
  return CJK.test(text);
}

/** A name with capitals is looked for in just these. */
export function hasCapitals(name: string): boolean {
  return name !== name.toLowerCase();
}

/** Whether `name` occurs: in Chinese anywhere, else as whole words, in its own capitals. */
export function hasName(source: SearchableText, name: string): boolean {
  const wanted = plain(name).trim();
  if (wanted === "") return false;
  if (CJK.test(wanted)) return source.text.includes(wanted);
  const text = hasCapitals(wanted) ? source.text : source.text.toLowerCase();
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!isWordAt(text, at - 1) && !isWordAt(text, at + wanted.length)) return true;
  }
  return false;
}

export function isWordAt(text: string, index: number): boolean {
  const character = text[index];
  return character !== undefined && !CJK.test(character) && /[\p{L}\p{N}]/u.test(character);
}

/** Words that stand before a name and name nobody. */
const TITLES: ReadonlySet<string> = new Set(
  `the mr mrs ms miss dr sir lady lord old young little big uncle aunt father mother brother sister
  captain king queen prince princess doctor professor master saint san santa van von der den del`.split(
    /\s+/,
  ),
);

/**
 * What each of `people` may be called in a text: name, aliases, and the parts of the name that no
 * other of them shares (`Mara` of `Mara Voss`, 清辞 of 顾清辞). In the order of `people`.
 */
export function namesOf(
  people: readonly { readonly name: string; readonly aliases: readonly string[] }[],
): readonly (readonly string[])[] {
  const own = people.map((person) => [person.name, ...person.aliases].map(plain));
  const short = people.map((person) => [...new Set(partsOf(plain(person.name)))]);
  const bearers = new Map<string, Set<number>>();
  for (const [index, names] of own.entries()) {
    for (const name of [...names, ...(short[index] ?? [])]) {
      bearers.set(name, (bearers.get(name) ?? new Set()).add(index));
    }
  }
  return own.map((names, index) => [
    ...names,
    ...(short[index] ?? []).filter((part) => bearers.get(part)?.size === 1),
  ]);
}

function partsOf(name: string): string[] {
  if (CJK.test(name)) {
    const characters = Array.from(name.trim());
    return characters.length === 3 ? [characters.slice(1).join("")] : [];
  }
  const words = [...name.matchAll(OTHER_WORD)].map(([word]) => word);
  if (words.length < 2) return [];
  return words.filter(
    (word) => word.length >= 3 && /^\p{Lu}/u.test(word) && !TITLES.has(word.toLowerCase()),
  );
}
