/** A book by what is chosen in its stages: of now, of then, or of another branch. */
import type { StageState } from "#shared/session/state.ts";
import type { Stage } from "#shared/stages.ts";

export type StageChoice = Pick<StageState, "accepted" | "working" | "proposals">;

export interface StagesOf {
  readonly stages: Readonly<Record<Stage, StageChoice>>;
}
