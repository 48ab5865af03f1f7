/** The words of going back: undoing, opening a stage again, what has to be looked at again, the shelf. */
import { computed } from "@preact/signals";
import type { CommandType } from "#shared/commands/command-table.ts";
import { interfaceLanguage } from "./interface-language.ts";
import type { Shape } from "./shape.ts";

const zhCN = {
  comma: "、",
  reopen: {
    confirmed: "这一阶段已确认。",
    changeThis: "改这里",
    touches: (stages: string) => `重新打开后，${stages}需要再看一遍；文字都会留着。`,
    touchesNothing: "之后没有已确认的阶段，什么都不受影响。",
    nextEdition: "已完成的书会重新开始写，再次完成时是下一版；这一版仍可阅读。",
    openAgain: "重新打开",
    leave: "算了",
  },
  stale: {
    because: (stages: string) =>
      `${stages}在这之后改过。可以保留原样，也可以在轮到它时修订、重新生成或手动编辑。`,
    keep: "保留原样",
    changed: (stage: string) => `${stage}改了什么`,
    redo: "按改动重做",
    redoHint: "改动会填进反馈框，没受影响的部分先锁定；看过再发送。",
    feedback: (stage: string) => `${stage}改了，请照此修订：`,
    change: (field: string, before: string, after: string) =>
      `${field}：原为“${before}”，现为“${after}”`,
    write: "自己写",
  },
  branch: {
    open: "分支",
    whatIf: "如果从这里……",
    whatIfName: (version: number) => `如果从这里……（第 ${version} 步）`,
  },
  undo: {
    undo: "撤销",
    redo: "重做",
    undoName: (command: string) => `撤销：${command}`,
    redoName: (command: string) => `重做：${command}`,
  },
  commands: {
    REQUEST_INSPIRATION: "要灵感",
    SUBMIT_IDEA: "交出想法",
    REVISE_PROPOSAL: "反馈修订",
    REGENERATE_PROPOSAL: "重新生成",
    PLACE_MATERIAL: "放入素材",
    CONFIRM_STAGE: "确认",
    FINISH_GENESIS: "完成创世",
    SELECT_CANDIDATE: "选择",
    SAVE_CANDIDATE: "手动编辑",
    REOPEN_STAGE: "重新打开",
    KEEP_STAGE: "保留原样",
    ABANDON_SESSION: "放下",
    RESUME_SESSION: "重新拿起",
    ARCHIVE_SESSION: "归档",
    UNARCHIVE_SESSION: "取出归档",
    RENAME_SESSION: "改名",
  } satisfies Partial<Record<CommandType, string>>,
  history: {
    reopened: (stage: string) => `你重新打开了${stage}`,
    kept: (stage: string) => `你保留了${stage}原样`,
    undone: (command: string) => `你撤销了：${command}`,
    redone: (command: string) => `你重做了：${command}`,
    abandoned: "你放下了这本书",
    resumed: "你重新拿起了这本书",
    archived: "你把这本书归档了",
    unarchived: "你把这本书取出了归档",
    renamed: (title: string) => `你把书名改为《${title}》`,
  },
};

const en: Shape<typeof zhCN> = {
  comma: ", ",
  reopen: {
    confirmed: "This stage is confirmed.",
    changeThis: "Change this",
    touches: (stages) =>
      `Once it is open, these have to be looked at again: ${stages}. Every text stays.`,
    touchesNothing: "Nothing behind it is confirmed, so nothing else is touched.",
    nextEdition: "The finished book is written again; this edition stays readable.",
    openAgain: "Open it again",
    leave: "Leave it",
  },
  stale: {
    because: (stages) =>
      `Changed since this was made: ${stages}. Keep it as it is, or revise, reroll or edit it when its turn comes.`,
    keep: "Keep as it is",
    changed: (stage) => `What changed in ${stage.toLowerCase()}`,
    redo: "Redo with the change",
    redoHint:
      "The change goes into the feedback box, and what still holds is locked; look, then send.",
    feedback: (stage) => `${stage} has changed; follow it:`,
    change: (field, before, after) => `${field}: it was “${before}”, it is now “${after}”`,
    write: "Write it myself",
  },
  branch: {
    open: "Branches",
    whatIf: "What if, here",
    whatIfName: (version) => `What if, here (step ${version})`,
  },
  undo: {
    undo: "Undo",
    redo: "Redo",
    undoName: (command) => `Undo ${command}`,
    redoName: (command) => `Redo ${command}`,
  },
  commands: {
    REQUEST_INSPIRATION: "asking for inspiration",
    SUBMIT_IDEA: "your idea",
    REVISE_PROPOSAL: "your revision",
    REGENERATE_PROPOSAL: "the reroll",
    PLACE_MATERIAL: "placing material",
    CONFIRM_STAGE: "confirming",
    FINISH_GENESIS: "finishing",
    SELECT_CANDIDATE: "your choice",
    SAVE_CANDIDATE: "your edit",
    REOPEN_STAGE: "opening a stage again",
    KEEP_STAGE: "keeping a stage",
    ABANDON_SESSION: "giving the book up",
    RESUME_SESSION: "taking the book up",
    ARCHIVE_SESSION: "archiving",
    UNARCHIVE_SESSION: "taking it out of the archive",
    RENAME_SESSION: "renaming",
  },
  history: {
    reopened: (stage) => `You opened ${stage.toLowerCase()} again`,
    kept: (stage) => `You kept ${stage.toLowerCase()} as it is`,
    undone: (command) => `You undid ${command}`,
    redone: (command) => `You redid ${command}`,
    abandoned: "You gave this book up",
    resumed: "You took this book up again",
    archived: "You archived this book",
    unarchived: "You took this book out of the archive",
    renamed: (title) => `You renamed the book: ${title}`,
  },
};

export const goingBackWords = computed(() => (interfaceLanguage.value === "en" ? en : zhCN));

/** What a command is called where it is undone; empty for one that cannot be. */
export function undoneWord(type: string): string {
  return Object.entries(goingBackWords.value.commands).find(([known]) => known === type)?.[1] ?? "";
}
