/** The words of presence: where else the book is open. */
import type { Shape } from "./shape.ts";

export const presenceZhCN = {
  here: "这个浏览器的另一个窗口里",
  elsewhere: "另一台设备上",
  phone: (device: string) => `手机（${device}）上`,
  tablet: (device: string) => `平板（${device}）上`,
  computer: (device: string) => `电脑（${device}）上`,
  open: (where: string) => `${where}也开着这本书。`,
  looking: (where: string, stage: string) => `${where}也开着这本书，在看${stage}。`,
  editing: (where: string, stage: string) => `${where}也开着这本书，正在改${stage}。`,
};

export type PresenceWords = Shape<typeof presenceZhCN>;
