/** Every screen in each of its states, brought about in the stand-in of the edge. */
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

function newest(session: FakeSession): { proposal_id: string; candidate_id: string } {
  const { current_stage, stages } = session.state();
  const proposal = stages[current_stage].proposals.at(-1);
  const candidate = proposal?.candidates[0];
  if (!proposal || !candidate) throw new Error(`nothing in ${current_stage}`);
  return { proposal_id: proposal.proposal_id, candidate_id: candidate.candidate_id };
}

type Make = (session: FakeSession) => unknown;

/** A screen of the studio: a book brought to a stage, and then whatever the state is about. */
function studio(name: string, stage: Stage, shown: string, make: Make = () => undefined): Scenario {
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

const choose: Make = (session) =>
  session.accept({ command_type: "SELECT_CANDIDATE", payload: newest(session) });

function send(session: FakeSession, request: CommandRequest): void {
  session.accept(request);
}

const revise = (session: FakeSession, feedback: string): void =>
  send(session, { command_type: "REVISE_PROPOSAL", payload: { ...newest(session), feedback } });

function withReceipts(session: FakeSession): void {
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

export const SCENARIOS: readonly Scenario[] = [
  { name: "dashboard, first visit", shown: ".door", prepare: () => "/" },
  {
    name: "dashboard, with books",
    shown: ".book-card",
    prepare(server, language) {
      for (const stage of ["CONCEPT_SELECTION", "WORLDVIEW", "PLOT_OUTLINE"] as const) {
        advance(server.begin(language), stage);
      }
      return "/";
    },
  },
  {
    name: "nothing yet",
    shown: ".doors",
    prepare: (server, language) => `/sessions/${server.begin(language).state().session_id}`,
  },
  {
    name: "three concepts being written",
    shown: ".live-card",
    prepare(server, language) {
      const session = server.begin(language);
      send(session, { command_type: "REQUEST_INSPIRATION", payload: {} });
      session.write(400);
      return `/sessions/${session.state().session_id}`;
    },
  },
  {
    name: "a first round that failed",
    shown: ".failure",
    prepare(server, language) {
      const session = server.begin(language);
      send(session, { command_type: "REQUEST_INSPIRATION", payload: {} });
      session.write(60);
      session.fail("MODEL_UNAVAILABLE");
      return `/sessions/${session.state().session_id}`;
    },
  },
  studio("three concepts", "CONCEPT_SELECTION", ".concept-card"),
  studio("a concept chosen", "CONCEPT_SELECTION", ".concept-card.chosen", choose),
  studio("a card being rewritten", "CONCEPT_SELECTION", ".live-card", (session) => {
    choose(session);
    revise(session, "older");
    session.write(90);
  }),
  studio("a story", "STORY_CONCEPTION", "#feedback-box"),
  studio("a story revised, with its receipt", "STORY_CONCEPTION", ".dock-receipt", (session) => {
    revise(session, "colder, shorter, and a dog");
    writeAll(session);
    withReceipts(session);
  }),
  studio("a revision that failed", "STORY_CONCEPTION", ".failure-line", (session) => {
    revise(session, "colder");
    session.fail("MODEL_BAD_ANSWER");
  }),
  studio("fields locked", "STORY_CONCEPTION", ".field.held", (session) =>
    send(session, {
      command_type: "SELECT_CANDIDATE",
      payload: { ...newest(session), locked: ["/premise", "/facts"] },
    }),
  ),
  studio("a world being written", "STORY_CONCEPTION", ".live-card", (session) => {
    session.accept({ command_type: "CONFIRM_STAGE", payload: newest(session) });
    session.write(300);
  }),
  studio("a world", "WORLDVIEW", ".document"),
  studio("people", "CHARACTERS", ".document"),
  studio("an outline", "PLOT_OUTLINE", ".document"),
  studio("all confirmed", "PLOT_OUTLINE", ".finish-checks", confirm),
  {
    name: "a confirmed stage, read again",
    shown: ".document",
    prepare(server, language) {
      const session = server.begin(language);
      advance(session, "WORLDVIEW");
      return `/sessions/${session.state().session_id}?stage=STORY_CONCEPTION`;
    },
  },
  {
    name: "a finished novel",
    shown: ".novel-chapter",
    prepare: (_, language) =>
      language === "en"
        ? "/novels/00000000-0000-4000-8000-0000000000e1"
        : "/novels/00000000-0000-4000-8000-0000000000c1",
  },
  { name: "a code or a phrase", shown: "#main input, #main textarea", prepare: () => "/join" },
  { name: "no such page", shown: ".not-found", prepare: () => "/foo" },
];
