/** What is rare: nobody signed in, nobody at home, a book that is over, a text of one's own. */
import type { SessionState } from "#shared/session/state.ts";
import { recordsIn } from "../models/content/field-text.ts";
import type { FakeSession } from "../testing/fake-session.ts";
import { books, confirm, novel, type Scenario, send, story, studio } from "./making.ts";

/** The same screen where the API answers with a status alone. */
function refused(of: Scenario, name: string, status: number, shown: string): Scenario {
  return {
    name,
    shown,
    prepare(server, language) {
      const address = of.prepare(server, language);
      server.refuses = status;
      return address;
    },
  };
}

const finished = (name: string, shown: string, then: "FINISH_GENESIS" | "ABANDON_SESSION") =>
  studio(name, "PLOT_OUTLINE", shown, (session) => {
    confirm(session);
    send(session, { command_type: then, payload: {} });
  });

const begun: Scenario = {
  name: "",
  shown: ".doors",
  prepare: (server, language) => `/sessions/${server.begin(language).state().session_id}`,
};

/** Somebody in the book goes by a long name, and by one that is read from the right. */
function renamed(session: FakeSession): void {
  session.change((before) => {
    const [first, second] = recordsIn(
      before.stages.CHARACTERS.proposals.at(-1)?.candidates[0]?.content.characters,
    );
    const long = "Maryam-bint-Yusuf-al-Qurashiyya-al-Andalusiyya-of-the-Third-Lamp";
    const state: SessionState = JSON.parse(
      JSON.stringify(before)
        .replaceAll(String(first?.name), long)
        .replaceAll(String(second?.name), "מרים בת יוסף"),
    );
    return { ...state, title: "A very long title indeed, ".repeat(8) };
  });
}

export const MOMENTS: readonly Scenario[] = [
  refused(story, "signed out", 401, ".notice"),
  refused(story, "a studio that does not answer", 503, "#main .notice"),
  refused(books, "a shelf that does not answer", 503, ".shelf .notice"),
  refused(novel, "a novel that does not answer", 503, ".notice.error"),
  finished("a book that is finished", ".decision a.primary", "FINISH_GENESIS"),
  finished("a book given up", ".document", "ABANDON_SESSION"),
  studio("a round that was stopped", "CONCEPT_SELECTION", ".kept-text", (session) =>
    session.change((state) => ({
      ...state,
      stages: {
        ...state.stages,
        CONCEPT_SELECTION: {
          ...state.stages.CONCEPT_SELECTION,
          kept_text: "The lamp went out before the tide did.",
        },
      },
    })),
  ),
  studio("names of any length and direction", "CHARACTERS", ".document", renamed),
  {
    ...books,
    name: "a code and a phrase for another device",
    presses: [".account-card:first-child .button", ".account-card:nth-child(2) .button"],
    opens: ".phrase",
  },
  {
    ...begun,
    name: "a stage written by hand",
    presses: [".decision-buttons > .button"],
    opens: ".write-form",
  },
  {
    ...studio("a person being added", "CHARACTERS", ".document"),
    presses: [".add-item"],
    opens: ".form-item",
  },
  {
    ...studio("a person taken out", "CHARACTERS", ".document"),
    presses: [".remove-item"],
    opens: ".document .notice",
  },
  {
    ...story,
    name: "what else there is, on a phone",
    presses: [".more-actions > .button"],
    opens: ".menu",
    upTo: 767,
  },
  {
    ...story,
    name: "the stages, on a phone",
    presses: [".stepper-button > .button"],
    opens: ".stepper-sheet",
    upTo: 1023,
  },
  { ...story, name: "the drawer", presses: ["#panel-button"], opens: ".panel.drawer", upTo: 1023 },
];
