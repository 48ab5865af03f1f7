/** Every screen in each of its states, brought about in the stand-in of the edge. */
import {
  advance,
  books,
  choose,
  confirm,
  newest,
  novel,
  revise,
  type Scenario,
  send,
  story,
  studio,
  withReceipts,
  writeAll,
} from "./making.ts";
import { MOMENTS } from "./moments.ts";
import { OPENED } from "./opened.ts";

const FIRST: readonly Scenario[] = [
  { name: "dashboard, first visit", shown: ".door", prepare: () => "/" },
  books,
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
  studio("a card being rewritten", "CONCEPT_SELECTION", ".writing-now", (session) => {
    choose(session);
    revise(session, "older");
    session.write(90);
  }),
  story,
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
  novel,
  { name: "a code or a phrase", shown: "#main input, #main textarea", prepare: () => "/join" },
  { name: "no such page", shown: ".not-found", prepare: () => "/foo" },
];

export const SCENARIOS: readonly Scenario[] = [...FIRST, ...OPENED, ...MOMENTS];
