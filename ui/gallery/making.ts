/** A book brought to a moment, in the stand-in of the edge. */
import type { Stage } from "#shared/stages.ts";
import type { Language } from "#shared/statuses.ts";
import type { CommandRequest } from "../models/browser/api.ts";
import type { FakeServer } from "../testing/fake-server.ts";
import type { FakeSession } from "../testing/fake-session.ts";

export interface Scenario {
  readonly name: string;
  /** Brings it about, and says its address. */
  readonly prepare: (server: FakeServer, language: Language) => string;
  /** What is on the screen once it is there. */
  readonly shown: string;
  /** What a writer presses then, one after the other; its last is there once `opens` is. */
  readonly presses?: readonly string[];
  readonly opens?: string;
  /** Where it is there on small screens alone: how wide they are at most. */
  readonly upTo?: number;
}

/** Writes to its end whatever is being written. */
export function writeAll(session: FakeSession): void {
  while (session.state().is_pending) session.write(100_000);
}

/** Confirms the first candidate of each stage until `stage` has its own. */
export function advance(session: FakeSession, stage: Stage): void {
  session.accept({ command_type: "REQUEST_INSPIRATION", payload: {} });
  writeAll(session);
  while (session.state().current_stage !== stage) confirm(session);
}

export function confirm(session: FakeSession): void {
  session.accept({ command_type: "CONFIRM_STAGE", payload: newest(session) });
  writeAll(session);
}

export function newest(session: FakeSession): { proposal_id: string; candidate_id: string } {
  const { current_stage, stages } = session.state();
  const proposal = stages[current_stage].proposals.at(-1);
  const candidate = proposal?.candidates[0];
  if (!proposal || !candidate) throw new Error(`nothing in ${current_stage}`);
  return { proposal_id: proposal.proposal_id, candidate_id: candidate.candidate_id };
}

export type Make = (session: FakeSession) => unknown;

/** A screen of the studio: a book brought to a stage, and then whatever the state is about. */
export function studio(
  name: string,
  stage: Stage,
  shown: string,
  make: Make = () => undefined,
): Scenario {
  return {
    name,
    shown,
    prepare(server, language) {
      const session = server.begin(language);
      advance(session, stage);
      make(session);
      return `/sessions/${session.state().session_id}`;
    },
  };
}

/** A shelf with books at three moments. */
export const books: Scenario = {
  name: "dashboard, with books",
  shown: ".book-card",
  prepare(server, language) {
    for (const stage of ["CONCEPT_SELECTION", "WORLDVIEW", "PLOT_OUTLINE"] as const) {
      advance(server.begin(language), stage);
    }
    return "/";
  },
};

export const story = studio("a story", "STORY_CONCEPTION", "#feedback-box");

export const novel: Scenario = {
  name: "a finished novel",
  shown: ".novel-chapter",
  prepare: (_, language) =>
    `/novels/00000000-0000-4000-8000-0000000000${language === "en" ? "e" : "c"}1`,
};

export const choose: Make = (session) =>
  session.accept({ command_type: "SELECT_CANDIDATE", payload: newest(session) });

export function send(session: FakeSession, request: CommandRequest): void {
  session.accept(request);
}

export const revise = (session: FakeSession, feedback: string): void =>
  send(session, { command_type: "REVISE_PROPOSAL", payload: { ...newest(session), feedback } });

export function withReceipts(session: FakeSession): void {
  session.change((state) => {
    const { STORY_CONCEPTION } = state.stages;
    const proposals = STORY_CONCEPTION.proposals.map((proposal, index, all) =>
      index < all.length - 1
        ? proposal
        : {
            ...proposal,
            candidates: proposal.candidates.map((candidate) => ({
              ...candidate,
              receipts: [
                { request: "colder", status: "DONE" as const, pointers: ["/why"], note: "" },
                {
                  request: "shorter",
                  status: "PARTLY" as const,
                  pointers: ["/premise"],
                  note: "only the premise",
                },
                {
                  request: "a dog",
                  status: "NOT_DONE" as const,
                  pointers: [],
                  note: "it is locked",
                },
              ],
            })),
          },
    );
    return {
      ...state,
      stages: { ...state.stages, STORY_CONCEPTION: { ...STORY_CONCEPTION, proposals } },
    };
  });
}
