/** The words of presence: where else the book is open. */
import { computed } from "@preact/signals";
import { interfaceLanguage } from "./interface-language.ts";
import type { Shape } from "./shape.ts";

const zhCN = {
  here: "这个浏览器的另一个窗口里",
  elsewhere: "另一台设备上",
  phone: (device: string) => `手机（${device}）上`,
  tablet: (device: string) => `平板（${device}）上`,
  computer: (device: string) => `电脑（${device}）上`,
  open: (where: string) => `${where}也开着这本书。`,
  looking: (where: string, stage: string) => `${where}也开着这本书，在看${stage}。`,
  editing: (where: string, stage: string) => `${where}也开着这本书，正在改${stage}。`,
};

const en: Shape<typeof zhCN> = {
  here: "in another window of this browser",
  elsewhere: "on another device",
  phone: (device) => `on your phone (${device})`,
  tablet: (device) => `on your tablet (${device})`,
  computer: (device) => `on a computer (${device})`,
  open: (where) => `Also open ${where}.`,
  looking: (where, stage) => `Also open ${where}, at ${stage}.`,
  editing: (where, stage) => `Also open ${where}, editing ${stage}.`,
};

export const presenceWords = computed(() => (interfaceLanguage.value === "en" ? en : zhCN));
