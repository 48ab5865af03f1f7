/** The words of the log that a writer takes away, and of bringing one. */
import type { Shape } from "./shape.ts";

export const logZhCN = {
  take: "带走日志",
  takeNote: "一个文件，装着这本书里发生过的一切；谁都能验证它有没有被改过。",
  lead: "带走的日志可以在这里变回一本书：内容、历史和定稿都一样。",
  file: "日志文件",
  reading: "正在验证并读取…",
  refusedAt: (line: number) =>
    `没有带进来：第 ${line} 行不是写下时的样子，或者不合规矩。书架没有改变。`,
  refused: "没有带进来：这个文件不是日志，或者已经不完整。书架没有改变。",
  tooLarge: "没有带进来：日志最大 16 MiB。",
};

export type LogWords = Shape<typeof logZhCN>;
