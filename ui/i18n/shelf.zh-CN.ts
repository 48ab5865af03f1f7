/** The words of arranging the shelf. */
import type { Shape } from "./shape.ts";

export const shelfZhCN = {
  title: "整理书架",
  close: "收起",
  search: "找书名、人名、想法、正文",
  views: { shelf: "在架上", archived: "归档", deleted: "回收站" },
  which: "看哪里",
  sort: "排序",
  sorts: { updated: "最近写的", title: "书名", progress: "进度" },
  none: { shelf: "没有找到。", archived: "归档里没有书。", deleted: "回收站是空的。" },
  bin: "删去的书还能恢复，到期后才真正抹去。",
  progress: (confirmed: number) => `${confirmed}/5 已确认`,
  rename: "改名",
  renameName: (title: string) => `改名：${title}`,
  newName: "新书名",
  archive: "归档",
  archiveName: (title: string) => `归档：${title}`,
  unarchive: "取出归档",
  unarchiveName: (title: string) => `取出归档：${title}`,
  remove: "删除",
  removeName: (title: string) => `删除：${title}`,
  restore: "恢复",
  restoreName: (title: string) => `恢复：${title}`,
  failed: "没有做成，书没有变。",
  more: "再看一些",
};

export type ShelfWords = Shape<typeof shelfZhCN>;
