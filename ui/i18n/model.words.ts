/** The words of connecting a model; they come with its panel. */
import { computed } from "@preact/signals";
import { interfaceLanguage } from "../models/app/preferences.ts";

const zhCN = {
  lead: "选择服务商，或填写任何兼容 OpenAI 的地址。",
  other: "其他",
  address: "地址",
  key: "密钥",
  keyKept: "已保存，留空则不变",
  keyFrom: (page: string) => `密钥在 ${page} 获取`,
  keyNone: "无需密钥",
  model: "模型",
  modelAuto: "留空则取列表中的第一个",
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
};

const en: typeof zhCN = {
  lead: "Choose a maker, or give any OpenAI-compatible address.",
  other: "Other",
  address: "Address",
  key: "Key",
  keyKept: "Saved; leave empty to keep it",
  keyFrom: (page) => `The key is had at ${page}`,
  keyNone: "No key is needed",
  model: "Model",
  modelAuto: "Left empty, the first that is listed",
  test: "Test",
  testing: "Testing…",
  save: "Save",
  saving: "Saving…",
  remove: "Remove",
  saved: (model) => `Saved: ${model} writes from now on.`,
  unreachable: "The studio was not reached. Try again.",
  ok: "works",
  failed: "does not work",
  steps: "What the test found",
};

export const modelWords = computed(() => (interfaceLanguage.value === "en" ? en : zhCN));
