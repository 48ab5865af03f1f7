/** What the stand-in API's commands of going back make of a state. */
import type { CommandRequest } from "../models/browser/api.ts";
import type { SessionState, StageState } from "#shared/session/state.ts";
import { LAST_STAGE, STAGES, type Stage } from "#shared/stages.ts";

export type GoingBack = Extract<
  CommandRequest,
  {
    command_type:
      | "REOPEN_STAGE"
      | "KEEP_STAGE"
      | "RENAME_EVERYWHERE"
      | "ABANDON_SESSION"
      | "RESUME_SESSION"
      | "ARCHIVE_SESSION"
      | "UNARCHIVE_SESSION"
      | "RENAME_SESSION";
  }
>;

export function fakeGoingBack(state: SessionState, request: GoingBack): Partial<SessionState> {
  switch (request.command_type) {
    case "REOPEN_STAGE":
      return { status: "ACTIVE", ...withStages(reopened(state, request.payload.stage)) };
    case "KEEP_STAGE":
      return withStages(
        withStage(state.stages, request.payload.stage, {
          status: "CONFIRMED",
          stale_because: null,
          stale_basis: null,
        }),
      );
    case "RENAME_EVERYWHERE": {
      const { from, to } = request.payload;
      const stages: Stages = JSON.parse(JSON.stringify(state.stages).replaceAll(from, to));
      return { stages };
    }
    case "ABANDON_SESSION":
      return { status: "ABANDONED" };
    case "RESUME_SESSION":
      return { status: "ACTIVE" };
    case "ARCHIVE_SESSION":
      return { archived_at: new Date().toISOString() };
    case "UNARCHIVE_SESSION":
      return { archived_at: null };
    case "RENAME_SESSION":
      return { title: request.payload.title };
  }
}

type Stages = SessionState["stages"];

function withStage(stages: Stages, stage: Stage, change: Partial<StageState>): Stages {
  return { ...stages, [stage]: { ...stages[stage], ...change } };
}

function withStages(stages: Stages): Partial<SessionState> {
  const current_stage = STAGES.find((stage) => stages[stage].status !== "CONFIRMED") ?? LAST_STAGE;
  return { stages, current_stage };
}

function reopened(state: SessionState, opened: Stage): Stages {
  const { accepted } = state.stages[opened];
  const later = STAGES.slice(STAGES.indexOf(opened) + 1);
  const stale = later.filter((stage) => state.stages[stage].status === "CONFIRMED");
  return stale.reduce(
    (stages, stage) =>
      withStage(stages, stage, {
        status: "STALE",
        stale_because: [opened],
        stale_basis: accepted === null ? {} : { [opened]: accepted },
      }),
    withStage(state.stages, opened, { status: "DRAFT", accepted: null }),
  );
}
