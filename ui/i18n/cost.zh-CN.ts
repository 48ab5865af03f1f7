/** The words of what a book costs and may cost. */
import type { Shape } from "./shape.ts";

export const costZhCN = {
  title: "花费",
  atLeast: (usd: string) => `至少 ${usd}`,
  unknown: "价格未知",
  free: "免费",
  tokens: (input: string, output: string) => `输入 ${input}，输出 ${output} 词元`,
  book: "这本书",
  month: (month: string, model: string) => `${month} · ${model}`,
  all: "你的所有书，按月和模型",
  none: "还没有调用过模型。",
  budget: "这本书的预算（美元）",
  set: "设定",
  lift: "不设预算",
  left: (spent: string, limit: string) => `已用 ${spent}，预算 ${limit}`,
  spent: (limit: string) => `这本书的预算 ${limit} 已经用完，提高后才能继续生成。`,
  raise: (limit: string) => `提高到 ${limit}`,
  notCounted: "价格未知的调用不计入预算。",
  told: "模型收到的要求",
  toldLead: "每次请求还附上你的话、已确认的内容和未定的问题。",
  toldAlways: "每个阶段都有的",
  toldOwn: "这本书改过",
  toldChange: "为这本书改写",
  toldSave: "保存",
  toldBack: "恢复原文",
  toldLeave: "不改了",
} as const;

export type CostWords = Shape<typeof costZhCN>;
