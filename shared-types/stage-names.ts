/** What the stages are called. */
import type { Stage } from "./stages.ts";
import type { Language } from "./statuses.ts";

export const STAGE_NAMES = {
  "zh-CN": {
    CONCEPT_SELECTION: "立意选择",
    STORY_CONCEPTION: "故事构思",
    WORLDVIEW: "世界观",
    CHARACTERS: "角色",
    PLOT_OUTLINE: "剧情大纲",
  },
  en: {
    CONCEPT_SELECTION: "Concept",
    STORY_CONCEPTION: "Story",
    WORLDVIEW: "World",
    CHARACTERS: "Characters",
    PLOT_OUTLINE: "Plot outline",
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<Stage, string>>>>;
