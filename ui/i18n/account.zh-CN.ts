/** 账户：另一台设备、恢复短语、登录与退出。 */
import type { Shape } from "./shape.ts";

export const accountZhCN = {
  /** What is refused here alone, by its code. */
  refused: {
    PHRASE_NEEDED: "这个浏览器是用代码接进来的。请用第一个浏览器，或先在这里输入恢复短语。",
  },
  title: "别让书只在这一个浏览器里",
  lead: "你没有注册账户，书架就跟着这个浏览器走。清除浏览数据之前，给它留一条回来的路。",
  deviceTitle: "在另一台设备上用",
  deviceLead: "另一台设备扫一扫，或输入代码，那里就有同一个书架。",
  deviceMake: "显示一次性代码",
  deviceAgain: "换一个代码",
  deviceCode: "一次性代码",
  deviceUntil: (time: string) =>
    `${time} 前有效，只能用一次。别给别人看：有代码的人能打开你所有的书。`,
  deviceOver: "这个代码已过期。",
  deviceAddress: (address: string) => `也可以打开 ${address} 再输入代码。`,
  deviceLocal: "这个工作室只在本机上开着，别的设备连不上。本机的另一个浏览器可以。",
  qr: "二维码，内容是带代码的地址",
  phraseTitle: "恢复短语",
  phraseLead: "十二个字。所有浏览器都没了，它还能把书架找回来。",
  phraseMake: "显示恢复短语",
  phraseAgain: "换一条新的",
  phraseMade: (date: string) => `${date} 做过一条。新的一条会让旧的失效。`,
  phraseOnce: "只显示这一次，我们只留下它的指纹。抄在纸上，别给别人看。",
  phraseDone: "我抄好了",
  copy: "复制",
  copied: "已复制",
  phraseElsewhere: (date: string) => `${date} 有另一个浏览器做了一条。以前抄下的已失效。`,
  browsersTitle: "能打开这个书架的浏览器",
  someBrowser: "浏览器",
  thisBrowser: "就是这个",
  lastSeen: (date: string) => `最近用过：${date}`,
  putOut: "请它出去",
  mergesTitle: "合到一起的书架",
  mergedHere: (count: number, date: string) => `${date} 有 ${count} 本书随另一个浏览器来到这里。`,
  mergedAway: (count: number, date: string) =>
    `${date} 这个浏览器原来的 ${count} 本书去了另一个书架。`,
  undoMerge: "还原",
  programs: "程序与助手",
  takeEverything: "全部带走",
  deleteAccount: "删除账户",
  deleteWhat: (count: number) =>
    count === 0
      ? "账户立刻消失，每个浏览器都一样。"
      : `账户和 ${count} 本书立刻消失，每个浏览器都一样；正在写的会停下。`,
  backBySignIn: (days: number) => `${days} 天内重新登录，一切都会回来；过后彻底抹去。`,
  backByPhrase: (days: number) => `${days} 天内用恢复短语，一切都会回来；过后彻底抹去。`,
  backWithoutPhrase: (days: number) =>
    `你没有恢复短语：先做一条，否则 ${days} 天内只有管理这个工作室的人能把它找回来。过后彻底抹去。`,
  backNever: "在这里删除后无法找回。",
  deleteNow: "现在全部删除",
  deleteNot: "留着",
  haveOne: "有代码或恢复短语？在这里用",
  joinTitle: "把书架接到这个浏览器",
  joinLead: "输入另一台设备上显示的代码，或你抄下的恢复短语。",
  joinBox: "代码或恢复短语",
  joinOwn: (count: number) =>
    `这个浏览器里已有 ${count} 本书。它们会一起放上那个书架，能打开那个书架的人也能打开它们。`,
  joinMine: "只输入你自己做的代码。",
  join: "接过来",
  joining: "正在接…",
  joinEmpty: "先输入代码或短语。",
  joinWrong: "没有这个代码或短语。代码十分钟后失效，只能用一次；短语要一字不差。",
  joinLimited: "试错太多次了。十分钟后再试。",
  joinDone: "接好了",
  joinBrought: (count: number) =>
    count === 0
      ? "这个浏览器现在用同一个书架。"
      : `这个浏览器现在用同一个书架，带来了 ${count} 本书。`,
  toShelf: "去书架",
  joinOidc: "这个工作室用登录账户，不需要代码。",
  signedInAs: (name: string) => (name === "" ? "已登录" : `已登录：${name}`),
  signOut: "退出登录",
  signOutEverywhere: "在所有设备上退出",
  takeTitle: (count: number) => `这个浏览器里有 ${count} 本登录之前写的书。`,
  takeLead: "可以把它们放到你的账户里，在每台设备上都能接着写。",
  take: "带过来",
  taking: "正在带…",
  taken: (count: number) => `带来了 ${count} 本书。`,
} as const;

export type AccountWords = Shape<typeof accountZhCN>;
