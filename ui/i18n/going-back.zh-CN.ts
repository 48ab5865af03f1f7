/** The words of going back: undoing, opening a stage again, what has to be looked at again, the shelf. */
import type { CommandType } from "#shared/commands/command-table.ts";
import type { Shape } from "./shape.ts";

export const goingBackZhCN = {
  branch: {
    open: "分支",
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
    RENAME_EVERYWHERE: "全书改名",
    ABANDON_SESSION: "放下",
    RESUME_SESSION: "重新拿起",
    ARCHIVE_SESSION: "归档",
    UNARCHIVE_SESSION: "取出归档",
    RENAME_SESSION: "改名",
  } satisfies Partial<Record<CommandType, string>>,
} as const;

export type GoingBackWords = Shape<typeof goingBackZhCN>;
