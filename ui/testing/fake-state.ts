/** States for looking at screens and for unit tests, built from the novel fixtures. */
import type { Proposal } from "#shared/session/proposal.ts";
import {
  COMMAND_TABLE,
  COMMAND_TYPES,
  type CommandNeed,
  type CommandRow,
} from "#shared/commands/command-table.ts";
import { FIRST_STAGE, type Stage } from "#shared/stages.ts";
import type { SessionState, StageState } from "#shared/session/state.ts";
import type { Language, OriginKind } from "#shared/statuses.ts";
import { chineseNovel, englishNovel } from "#shared/testing/novel-fixture.ts";

let counter = 0;

/** Ids in the shape of a UUIDv7, counted up. */
export function fakeId(): string {
  counter += 1;
  return `019aa0c2-0000-7000-8000-${counter.toString(16).padStart(12, "0")}`;
}

type Content = Readonly<Record<string, unknown>>;

const OTHERS = {
  "zh-CN": [
    {
      title: "守灯人的第九封信",
      angle: "以一场误投的通信推动的情感悬疑",
      logline: "海岛守灯人每年收到一封写给前任的信，第九年，信里开始写她明天要做的事。",
      facts: [
        { label: "谁", text: "林照，二十九岁，替失踪的前任守一座无人航线上的灯塔。" },
        { label: "要什么", text: "她要在冬季停航前查出写信的人。" },
        { label: "挡着她的", text: "每一次照信行事，都有一条船偏离航线。" },
      ],
      why: "孤岛、信件、预言，三样旧东西拼出一个新的两难：灯该不该灭。",
    },
    {
      title: "借寿铺",
      angle: "以规则博弈推动的市井奇谭",
      logline: "城南有一间铺子收人的寿数，新来的学徒发现，自己的名字写在三十年前的账上。",
      facts: [
        { label: "谁", text: "阿谷，十七岁，借寿铺第七个学徒，前六个都活过了百岁。" },
        { label: "要什么", text: "他想赎回母亲押在铺里的二十年。" },
        { label: "挡着她的", text: "铺规只有一条：谁看懂了账，谁就得接手。" },
      ],
      why: "规则清楚，代价具体，每一笔交易就是一个可以独立成章的故事。",
    },
  ],
  en: [
    {
      title: "The Ninth Letter",
      angle: "A romance of suspense, driven by letters gone astray",
      logline:
        "Each year a lighthouse keeper receives one letter meant for her predecessor; in the ninth it begins to describe what she will do tomorrow.",
      facts: [
        { label: "Who", text: "Wren Calloway, who keeps a light on a route no ship takes." },
        { label: "Wants", text: "To find the writer before the winter closes the sea." },
        { label: "Against her", text: "Each time she obeys a letter, a ship leaves its course." },
      ],
      why: "An island, a letter, a forecast: three old things make one new dilemma.",
    },
    {
      title: "A Shop for Years",
      angle: "A city tale, driven by a game of rules",
      logline:
        "A shop in the south of the city buys years of life, and its new apprentice finds his own name in a ledger thirty years old.",
      facts: [
        {
          label: "Who",
          text: "Gus Amory, seventeen, the seventh apprentice; six before him saw a hundred.",
        },
        { label: "Wants", text: "To buy back the twenty years his mother pawned." },
        { label: "Against him", text: "One rule: whoever understands the ledger has to keep it." },
      ],
      why: "Clear rules, concrete costs, and every bargain a chapter that stands alone.",
    },
  ],
} as const;

/** The contents that a fake generation gives: three concepts, one document for each later stage. */
export function fakeContents(stage: Stage, language: Language): Content[] {
  const novel = language === "en" ? englishNovel : chineseNovel;
  switch (stage) {
    case "CONCEPT_SELECTION":
      return [novel.concept, ...OTHERS[language].map((other) => ({ ...novel.concept, ...other }))];
    case "STORY_CONCEPTION":
      return [novel.story];
    case "WORLDVIEW":
      return [novel.world];
    case "CHARACTERS":
      return [novel.characters];
    case "PLOT_OUTLINE":
      return [novel.outline];
  }
}

export function fakeProposal(
  stage: Stage,
  round: number,
  contents: readonly Content[],
  more: {
    readonly kind?: OriginKind;
    readonly feedback?: string;
    readonly locked?: string[];
    readonly changed?: string[];
    readonly parent?: string | undefined;
    readonly parentCandidate?: string | undefined;
    readonly created_at?: string;
  } = {},
): Proposal {
  const kind = more.kind ?? "sample";
  const proposal_id = fakeId();
  return {
    proposal_id,
    stage,
    round,
    candidates: contents.map((content) => ({
      candidate_id: fakeId(),
      content: { ...content },
      changed: more.changed ?? [],
      field_origins: { "": { kind: kind === "user" ? "sample" : kind, proposal_id } },
      receipts: [],
    })),
    origin: {
      kind,
      model: kind === "ai" ? "qwen3-32b" : null,
      prompt_version: kind === "ai" ? "concept.zh-CN.1" : null,
      feedback: more.feedback ?? null,
      locked: more.locked ?? [],
      parent_proposal_id: more.parent ?? null,
      parent_candidate_id: more.parentCandidate ?? null,
      input_tokens: kind === "ai" ? 1_840 : null,
      output_tokens: kind === "ai" ? 2_210 : null,
      cost_usd: kind === "ai" ? 0.0123 : 0,
      stopped: false,
    },
    created_at: more.created_at ?? new Date().toISOString(),
  };
}

const emptyStage: StageState = {
  status: "EMPTY",
  accepted: null,
  working: null,
  stale_because: null,
  stale_basis: null,
  kept_text: null,
  usage: { input_tokens: 0, output_tokens: 0, cost_usd: 0 },
  proposal_count: 0,
  proposals: [],
};

export function fakeState(language: Language): SessionState {
  return {
    session_id: fakeId(),
    title: "",
    language,
    status: "ACTIVE",
    current_stage: "CONCEPT_SELECTION",
    is_pending: false,
    pending_commands: [],
    available_commands: ["REQUEST_INSPIRATION", "SUBMIT_IDEA", "SET_BUDGET"],
    correlation_id: fakeId(),
    version: 1,
    cursor: 1,
    brief: { door: null, genre: null, hints: null, idea: null, notes: null, constraints: [] },
    questions: [],
    budget: { limit_usd: null, spent_usd: 0 },
    undo: null,
    redo: null,
    archived_at: null,
    branch_of: null,
    replay: null,
    series: null,
    generator: { kind: "sample", model: null, host: null, concurrency: 1 },
    stages: {
      CONCEPT_SELECTION: emptyStage,
      STORY_CONCEPTION: emptyStage,
      WORLDVIEW: emptyStage,
      CHARACTERS: emptyStage,
      PLOT_OUTLINE: emptyStage,
    },
    last_error: null,
    novel_id: null,
    usage: { input_tokens: 0, output_tokens: 0, cost_usd: 0 },
  };
}

function meets(state: SessionState, need: CommandNeed): boolean {
  switch (need) {
    case "something_to_undo":
      return state.undo !== null;
    case "something_to_redo":
      return state.redo !== null;
    case "archived":
      return state.archived_at !== null;
    case "not_archived":
      return state.archived_at === null;
  }
}

/** The command table's rows that a state allows, as the database reads them. */
export function fakeAvailable(state: SessionState): SessionState["available_commands"] {
  const all = Object.values(state.stages);
  const current = state.stages[state.current_stage];
  const isAllowed = (command: CommandRow): boolean => {
    const { stage: rule, named_stage, needs } = command;
    if (command.pending !== "any" && state.is_pending !== (command.pending === "some"))
      return false;
    if (needs !== undefined && !meets(state, needs)) return false;
    if (!command.session_statuses.includes(state.status)) return false;
    if (command.needs_all_confirmed && all.some(({ status }) => status !== "CONFIRMED"))
      return false;
    if (named_stage !== undefined && all.every(({ status }) => status !== named_stage))
      return false;
    if (rule === null) return true;
    const isFirst = state.current_stage === FIRST_STAGE;
    const needsProposal =
      rule.needs_proposal === "always" || (rule.needs_proposal === "in_first_stage" && isFirst);
    return (
      (isFirst || !rule.only_first) &&
      rule.statuses.includes(current.status) &&
      (!needsProposal || current.proposals.length > 0)
    );
  };
  return COMMAND_TYPES.filter((type) => isAllowed(COMMAND_TABLE[type]));
}

/** A content as the text that streams while it is written. */
export function readable(content: object): string {
  const lines: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") lines.push(value);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) {
      for (const [key, held] of Object.entries(value)) if (key !== "id") walk(held);
    }
  };
  walk(content);
  return lines.slice(0, 24).join("\n");
}
