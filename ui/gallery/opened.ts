/** What a press opens on a screen: panels, sheets, dialogs and forms. */
import {
  advance,
  books,
  confirm,
  novel,
  revise,
  type Scenario,
  send,
  story,
  studio,
  writeAll,
} from "./making.ts";

/** The same state with something pressed. */
function opened(of: Scenario, name: string, opens: string, ...presses: string[]): Scenario {
  return { ...of, name, presses, opens };
}

/** The stage before the last is open again, so that the last waits to be looked at. */
const stale: Scenario = {
  name: "a stale stage",
  shown: ".notice",
  prepare(server, language) {
    const session = server.begin(language);
    advance(session, "PLOT_OUTLINE");
    confirm(session);
    send(session, { command_type: "REOPEN_STAGE", payload: { stage: "CHARACTERS" } });
    return `/sessions/${session.state().session_id}?stage=PLOT_OUTLINE`;
  },
};

const asked = studio("questions", "STORY_CONCEPTION", ".stage-questions", (session) =>
  session.change((state) => ({
    ...state,
    questions: (["OPEN", "ANSWERED", "LEFT_OPEN"] as const).map((status, index) => ({
      question_id: `q${index}`,
      stage: "STORY_CONCEPTION" as const,
      pointer: "/premise",
      question: "Who keeps the ledger?",
      answer: status === "ANSWERED" ? "Ada." : null,
      status,
    })),
  })),
);

const paid = studio("a budget that is spent", "STORY_CONCEPTION", ".cost-line", (session) =>
  session.change((state) => ({
    ...state,
    generator: { kind: "model", model: "qwen3-32b", host: "127.0.0.1", concurrency: 3 },
    budget: { limit_usd: 1, spent_usd: 1.02 },
    usage: { input_tokens: 40_000, output_tokens: 60_000, cost_usd: 1.02 },
  })),
);

const revised = studio("", "STORY_CONCEPTION", "#feedback-box", (session) => {
  revise(session, "colder");
  writeAll(session);
});

const branched: Scenario = {
  name: "",
  shown: "#feedback-box",
  prepare(server, language) {
    const [first, second] = [server.begin(language), server.begin(language)];
    advance(first, "STORY_CONCEPTION");
    advance(second, "STORY_CONCEPTION");
    const { session_id, version } = first.state();
    second.change((state) => ({ ...state, title: "Other", branch_of: { session_id, version } }));
    return `/sessions/${session_id}`;
  },
};

const visited: Scenario = {
  name: "open on another device",
  shown: ".presence p",
  prepare(server, language) {
    const address = story.prepare(server, language);
    server.visit(address.split("/").at(-1) ?? "");
    return address;
  },
};

export const OPENED: readonly Scenario[] = [
  opened(books, "the shelf arranged", ".arranged-book", ".shelf > .button"),
  opened(books, "a log brought", "input[type=file]", ".connect-model:last-of-type > .button"),
  opened(books, "programs", "#programs .account-line", "[aria-controls=programs]"),
  opened(books, "display settings", ".display-settings", ".top-bar .popover-root > .button"),
  opened(
    story,
    "a model being connected",
    ".model-panel",
    ".generator-line .popover-root > .button",
  ),
  opened(revised, "history", ".from-rounds li", ".key-why .book", ".dock .chips > .tool"),
  opened(
    revised,
    "the book as it was",
    ".past ins",
    "#panel-tab-history",
    ".history ol li:nth-child(2) button.tool:nth-last-of-type(2)",
  ),
  opened(story, "the writer's words", ".panel textarea", "#panel-tab-brief"),
  opened(story, "material", ".material-open", "#panel-tab-material", ".material-entry summary"),
  opened(story, "compared", ".compare", "#compare-button"),
  opened(story, "a field being edited", ".field-editor textarea", ".key-premise .book"),
  opened(story, "keys", ".key-map", "#compare-button + .button ~ .button:last-child"),
  opened(branched, "branches", ".branch-map", "#compare-button + .button"),
  opened(novel, "a format chosen", ".novel-export-menu", ".novel-exports .button[aria-expanded]"),
  stale,
  asked,
  paid,
  visited,
];
