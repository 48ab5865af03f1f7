/** What a log amounts to, as the replay writes it down. */
import { EVENT_PAYLOADS } from "#shared/events/events.ts";
import type { z } from "zod";
import type { Proposal } from "#shared/session/proposal.ts";
import type { CommandStatus } from "#shared/statuses.ts";
import { STAGES, type Stage, type StageStatus } from "#shared/stages.ts";
import type { choices } from "#shared/events/choices.ts";

export type Choices = z.infer<typeof choices>;

/** Choices without the times in them, which a replay does not know to the microsecond. */
export function timeless({ archived_at, stages, ...rest }: Choices) {
  return {
    ...rest,
    archived: archived_at !== null,
    stages: Object.fromEntries(
      Object.entries(stages).map(([stage, { accepted, ...of }]) => [
        stage,
        {
          ...of,
          accepted:
            accepted === null
              ? null
              : { proposal_id: accepted.proposal_id, candidate_id: accepted.candidate_id },
        },
      ]),
    ),
  };
}

export interface StageProjection {
  status: StageStatus;
  accepted: { proposal_id: string; candidate_id: string } | null;
  working: { proposal_id: string; candidate_id: string; locked: readonly string[] } | null;
  kept_text: string | null;
  proposals: Proposal[];
  stale_because: Partial<Record<Stage, { proposal_id: string; candidate_id: string }>> | null;
}

export interface SessionProjection {
  title: string;
  status: "ACTIVE" | "COMPLETED" | "ABANDONED";
  current_stage: Stage;
  version: number;
  correlation_id: string;
  novel_id: string | null;
  last_error: { command_id: string; code: string; kept_text: string | null } | null;
  /** The novel's, as the last finish left it. */
  novel: { title: string; edition: number } | null;
  /** Status by command; a CANCEL_GENERATION is only counted: its event names the command it ended. */
  commands: Record<string, CommandStatus>;
  cancels: number;
  limit_usd: number | null;
  /** Each may have cancelled what was pending, without a command. */
  deletions: number;
  input_tokens: number;
  output_tokens: number;
  brief: Record<string, unknown>;
  answers: Choices["answers"];
  pending: string[];
  stages: Record<Stage, StageProjection>;
  archived: boolean;
  /** The choices after each version, in the shape of an event's `choices`, without their times. */
  choices: Record<number, ReturnType<typeof timeless>>;
  /** Versions that UNDO would take, oldest first, and those of the undone events that REDO would. */
  undoable: number[];
  redoable: { version: number; undone: number; before: number }[];
}

export function empty(): StageProjection {
  return {
    status: "EMPTY",
    accepted: null,
    working: null,
    kept_text: null,
    proposals: [],
    stale_because: null,
  };
}

export function start(): SessionProjection {
  return {
    title: "",
    status: "ACTIVE",
    current_stage: "CONCEPT_SELECTION",
    version: 0,
    correlation_id: "",
    novel_id: null,
    last_error: null,
    novel: null,
    commands: {},
    cancels: 0,
    limit_usd: null,
    deletions: 0,
    input_tokens: 0,
    output_tokens: 0,
    brief: { door: null, genre: null, hints: null, idea: null, notes: null, constraints: [] },
    answers: [],
    pending: [],
    stages: {
      CONCEPT_SELECTION: empty(),
      STORY_CONCEPTION: empty(),
      WORLDVIEW: empty(),
      CHARACTERS: empty(),
      PLOT_OUTLINE: empty(),
    },
    archived: false,
    choices: {},
    undoable: [],
    redoable: [],
  };
}

export function choicesOf(s: SessionProjection): ReturnType<typeof timeless> {
  const { title, status, current_stage, brief, answers, archived } = s;
  return structuredClone({
    title,
    status,
    current_stage,
    brief: EVENT_PAYLOADS["genesis.idea.submitted"].shape.brief.parse(brief),
    answers,
    archived,
    stages: Object.fromEntries(
      STAGES.map((stage) => {
        const { kept_text: _, proposals: __, ...of } = s.stages[stage];
        return [
          stage,
          { ...of, working: of.working && { ...of.working, locked: [...of.working.locked] } },
        ];
      }),
    ),
  });
}
