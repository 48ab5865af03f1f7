/** The words of arranging the shelf. */
import type { ShelfWords } from "./shelf.zh-CN.ts";

export const shelfEn: ShelfWords = {
  title: "Arrange the shelf",
  close: "Close",
  search: "Find a title, a name, an idea, a text",
  views: { shelf: "On the shelf", archived: "Archive", deleted: "Bin" },
  which: "Where",
  sort: "Sort by",
  sorts: { updated: "Last written", title: "Title", progress: "Progress" },
  none: {
    shelf: "Nothing found.",
    archived: "The archive is empty.",
    deleted: "The bin is empty.",
  },
  bin: "What is deleted can be had back until it is erased.",
  progress: (confirmed) => `${confirmed} of 5 confirmed`,
  rename: "Rename",
  renameName: (title) => `Rename ${title}`,
  newName: "New title",
  archive: "Archive",
  archiveName: (title) => `Archive ${title}`,
  unarchive: "Take out",
  unarchiveName: (title) => `Take out ${title}`,
  remove: "Delete",
  removeName: (title) => `Delete ${title}`,
  restore: "Restore",
  restoreName: (title) => `Restore ${title}`,
  failed: "That did not work; the book has not changed.",
  more: "More",
};
