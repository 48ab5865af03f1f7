/** The words of connecting a model; they come with its panel. */
import type { Shape } from "./shape.ts";

export const modelZhCN = {
  lead: "选择服务商，或填写任何兼容 OpenAI 的地址。",
  other: "其他",
  address: "地址",
  key: "密钥",
  keyKept: "已保存，留空则不变",
  keyFrom: (page: string) => `密钥在 ${page} 获取`,
  keyNone: "无需密钥",
  model: "模型",
  modelAuto: "留空则取列表中的第一个",
  price: (input: string, output: string) => `每百万词元：输入 $${input}，输出 $${output}`,
  book: (usd: string) => `一本书约 ${usd}`,
  perStage: "按阶段设定",
  temperature: "温度",
  outputLimit: "输出上限（词元）",
  thinking: "思考",
  thinkingAsIs: "由模型决定",
  thinkingAmounts: { off: "关闭", low: "少", medium: "中", high: "多" },
  test: "测试",
  testing: "测试中…",
  save: "保存",
  saving: "保存中…",
  remove: "移除",
  saved: (model: string) => `已保存：之后由 ${model} 书写。`,
  unreachable: "没有连上工作室，请再试一次。",
  ok: "通过",
  failed: "未通过",
  steps: "测试结果",
} as const;

export type ModelWords = Shape<typeof modelZhCN>;
