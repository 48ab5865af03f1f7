/** The words of going back: undoing, opening a stage again, what has to be looked at again, the shelf. */
import type { GoingBackWords } from "./going-back.zh-CN.ts";

export const goingBackEn: GoingBackWords = {
  branch: {
    open: "Branches",
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
    RENAME_EVERYWHERE: "the new name",
    ABANDON_SESSION: "giving the book up",
    RESUME_SESSION: "taking the book up",
    ARCHIVE_SESSION: "archiving",
    UNARCHIVE_SESSION: "taking it out of the archive",
    RENAME_SESSION: "renaming",
  },
};
