/** People whom a text names, by rule: proposed to the writer, never made into cards by themselves. */

export interface FoundPerson {
  readonly name: string;
  /** How often the text names them. */
  readonly count: number;
}

const MOST = 24;
const LEAST_OFTEN = 3;

const SURNAMES =
  "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭廖邹熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖龚文";
/** What people do in a story, right behind their name. */
const DOES = "说說道问問笑想看走站坐点點摇搖抬低转轉听聽望叹嘆喊叫答没沒不也就在把被";
const CHINESE = new RegExp(`[${SURNAMES}][\\u4e00-\\u9fff]{1,2}?(?=[${DOES}])`, "g");
/** A capital in the middle of a sentence. */
const WESTERN = /(?<=[\p{Ll},;] )\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{Ll}'’-]+)?/gu;
const NO_NAMES = new Set(
  "I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December God Lord Sir Mr Mrs Miss Chapter Part Book".split(
    " ",
  ),
);

/** The most often named first; `known` are left out. */
export function peopleIn(text: string, known: readonly string[]): FoundPerson[] {
  const names = new Set<string>();
  for (const [name] of text.matchAll(CHINESE)) names.add(name);
  for (const [name] of text.matchAll(WESTERN)) {
    if (!NO_NAMES.has(name.split(" ")[0] ?? "")) names.add(name);
  }
  return [...names]
    .filter((name) => !known.includes(name))
    .map((name) => ({ name, count: text.split(name).length - 1 }))
    .filter(({ count }) => count >= LEAST_OFTEN)
    .toSorted((one, other) => other.count - one.count)
    .slice(0, MOST);
}
