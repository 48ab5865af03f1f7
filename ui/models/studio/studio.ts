/** The studio's page: which stage and candidate it is about, and what its buttons do. */
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { CommandType } from "#shared/commands/command-table.ts";
import type { Proposal } from "#shared/session/proposal.ts";
import { isStage, nextStage, type Stage, STAGES } from "#shared/stages.ts";
import type { StageState } from "#shared/session/state.ts";
import type { Api, CommandRequest } from "../browser/api.ts";
import { createEditors, type Editors, withEdits } from "./editors.ts";
import { type Content, toggleLock } from "../content/pointer.ts";
import { queryParameter, setQueryParameter } from "../browser/router.ts";
import { createOlderRounds, type OlderRounds } from "./older-rounds.ts";
import { createRemoval, type Removal } from "./removal.ts";
import {
  acceptedOf,
  lockedPart,
  mainRound,
  mergeRounds,
  type Selection,
  selectionOf,
} from "./rounds.ts";
import type { PanelTab } from "./panel-tab.ts";
import { createRevising, type Revising } from "./revising.ts";
import { createSaving, NOT_SENT, type Saving } from "./saving.ts";
import { type Look, shownIn, type Table, tableOf, unknownParent } from "./table.ts";
import { createWritingInto } from "./writing-into.ts";
import type { SessionModel } from "../session/session.ts";
import type { SendOutcome } from "../session/send-outcome.ts";

export interface Studio {
  readonly session: SessionModel;
  /** The stage on the screen: the current one, unless the writer looks at another. */
  readonly stage: ReadonlySignal<Stage | null>;
  readonly stageState: ReadonlySignal<StageState | null>;
  readonly isCurrent: ReadonlySignal<boolean>;
  readonly rounds: ReadonlySignal<readonly Proposal[]>;
  readonly main: ReadonlySignal<Proposal | null>;
  /** What is chosen; of a confirmed stage what was accepted, whatever was looked at since. */
  readonly selection: ReadonlySignal<Selection | null>;
  /** The cards that the open round stands in, where it was made from a round of several. */
  readonly table: ReadonlySignal<Table | null>;
  /** The chosen candidate's card: 0 is A. Null where there are no cards. */
  readonly place: ReadonlySignal<number | null>;
  /** Whether another candidate can be chosen: a confirmed stage is there to be read. */
  readonly choosable: ReadonlySignal<boolean>;
  /** The candidate whose card the generation that is under way is for. */
  readonly writingInto: ReadonlySignal<string | null>;
  /** Which version of a card is looked at, by the card's first candidate. */
  readonly lookedVersion: Signal<ReadonlyMap<string, Look>>;
  /** Which candidate's document is looked at, by round. */
  readonly looked: Signal<ReadonlyMap<string, number>>;
  readonly comparing: Signal<boolean>;
  readonly writing: Signal<boolean>;
  /** The failure that the writer has put away, by its command. */
  readonly readFailure: Signal<string | null>;
  /** Sends a request as it is; one that is about a candidate is written in its card. */
  readonly sendAgain: (request: CommandRequest) => Promise<SendOutcome>;
  readonly panelOpen: Signal<boolean>;
  /** Null until the writer opens one. */
  readonly panelTab: Signal<PanelTab | null>;
  readonly olderStatus: OlderRounds["status"];
  /** @param from what a press was made on: nothing where the writer has gone elsewhere meanwhile */
  readonly look: (stage: Stage | null, from?: Stage | null) => void;
  readonly editors: (stage: Stage) => Editors;
  readonly allows: (type: CommandType) => boolean;
  readonly loadOlder: () => Promise<void>;
  /** The earlier round that the open one's cards began with, where it is not here yet. */
  readonly missingParent: ReadonlySignal<string | null>;
  readonly choose: (proposal: Proposal, index: number) => void;
  /** The version that a card shows, or a candidate of the open round; 0 is A. */
  readonly chooseCard: (place: number) => void;
  readonly toggleLock: (pointer: string) => void;
  /** Taking items out of lists, with Undo. */
  readonly removal: Removal;
  readonly saveValue: Saving["saveValue"];
  readonly saveContent: (content: Content, onRetry: () => void) => Promise<SendOutcome>;
  /** What the next feedback is about. */
  readonly revising: Revising;
  readonly revise: Revising["revise"];
  readonly regenerate: (candidate?: {
    readonly proposal: Proposal;
    readonly index: number;
  }) => void;
  readonly confirm: () => Promise<SendOutcome>;
  /** `onRetry`: what "try again" does where it does not arrive. */
  readonly finish: (onRetry: () => void) => Promise<SendOutcome>;
  readonly stop: () => void;
}

export function createStudio(session: SessionModel, api: Api): Studio {
  const looked = signal<ReadonlyMap<string, number>>(new Map());
  const comparing = signal(false);
  const writing = signal(false);
  const editorsByStage = new Map<Stage, Editors>();

  const stage = computed((): Stage | null => {
    const state = session.state.value;
    if (!state) return null;
    const wanted = queryParameter("stage");
    return isStage(wanted) ? wanted : state.current_stage;
  });
  const older = createOlderRounds(session.session_id, api, stage);
  const stageState = computed(() => {
    const name = stage.value;
    return name ? (session.state.value?.stages[name] ?? null) : null;
  });
  const isCurrent = computed(() => stage.value === session.state.value?.current_stage);
  const rounds = computed((): readonly Proposal[] => {
    const name = stage.value;
    if (!name) return [];
    return mergeRounds(older.of(name), stageState.value?.proposals ?? []);
  });
  const isConfirmed = computed(() => stageState.value?.status === "CONFIRMED");
  const choosable = computed(() => !isConfirmed.value && session.state.value?.status === "ACTIVE");
  const working = computed(() => {
    if (isConfirmed.value) return acceptedOf(stageState.value);
    return stage.value ? session.working(stage.value) : null;
  });
  const main = computed(() => mainRound(rounds.value, working.value));
  const selection = computed(() => {
    const chosen = selectionOf(rounds.value, working.value);
    const accepted = isConfirmed.value ? stageState.value?.accepted : null;
    // What was confirmed may have had edits of its own.
    return chosen && accepted
      ? { ...chosen, candidate: { ...chosen.candidate, content: accepted.content } }
      : chosen;
  });
  const table = computed(() => tableOf(rounds.value, main.value));
  const place = computed(() => {
    const id = selection.value?.candidate.candidate_id;
    const card = table.value?.cards.find(({ versions }) =>
      versions.some(({ candidate }) => candidate.candidate_id === id),
    );
    return card?.place ?? null;
  });
  const lookedVersion = signal<ReadonlyMap<string, Look>>(new Map());
  const intoCard = createWritingInto(session, stage);

  function editors(of: Stage): Editors {
    let found = editorsByStage.get(of);
    if (!found) {
      found = createEditors(of, session.drafts);
      editorsByStage.set(of, found);
    }
    return found;
  }

  const { saveContent, saveValue } = createSaving(session, { stage, selection, editors });

  const revising = createRevising(session, intoCard, { stage, selection });

  function confirmRequest() {
    const of = stage.value;
    const chosen = selection.value;
    if (!of || !chosen) return null;
    const edited = withEdits(of, chosen.candidate.content, editors(of).open.value);
    return {
      of,
      request: {
        command_type: "CONFIRM_STAGE" as const,
        payload: {
          proposal_id: chosen.proposal.proposal_id,
          candidate_id: chosen.candidate.candidate_id,
          ...(edited.count > 0 ? { stage: of, edits: { ...edited.content } } : {}),
        },
      },
    };
  }

  async function confirm(): Promise<SendOutcome> {
    const made = confirmRequest();
    if (!made) return NOT_SENT;
    const outcome = await session.send(made.request, () => void confirm());
    if (outcome.outcome === "accepted") {
      editors(made.of).endAll();
      // Back from the next stage is this one, to read.
      if (stage.value === made.of) setQueryParameter("stage", made.of, { replace: true });
      await session.refresh();
      look(null, made.of);
    }
    return outcome;
  }

  function choose(proposal: Proposal, index: number): void {
    const of = stage.value;
    const candidate = proposal.candidates[index];
    if (!of || !candidate || !choosable.value) return;
    if (session.working(of)?.candidate_id === candidate.candidate_id) return;
    void session.select(of, {
      proposal_id: proposal.proposal_id,
      candidate_id: candidate.candidate_id,
      locked: [],
    });
  }

  function look(next: Stage | null, from: Stage | null = stage.value): void {
    if (stage.value !== from) return;
    comparing.value = false;
    writing.value = false;
    setQueryParameter("branches", null, { replace: true });
    const current = session.state.value?.current_stage;
    setQueryParameter("stage", next === null || next === current ? null : next);
  }

  return {
    session,
    stage,
    stageState,
    isCurrent,
    rounds,
    main,
    selection,
    table,
    place,
    choosable,
    writingInto: intoCard.candidate,
    lookedVersion,
    looked,
    comparing,
    writing,
    readFailure: signal(null),
    sendAgain(request) {
      const { payload } = request;
      return payload && "candidate_id" in payload && payload.candidate_id !== undefined
        ? intoCard.send(payload.candidate_id, request)
        : session.send(request);
    },
    panelOpen: signal(false),
    panelTab: signal<PanelTab | null>(null),
    olderStatus: older.status,
    missingParent: computed(() => unknownParent(rounds.value, main.value)),
    look,
    editors,
    allows(type) {
      const state = session.state.value;
      return (
        state !== null &&
        isCurrent.value &&
        state.available_commands.includes(type) &&
        !session.sending.value.has(type)
      );
    },
    loadOlder: older.load,
    choose,
    chooseCard(at) {
      const card = table.value?.cards[at];
      if (!card) {
        if (main.value && main.value.candidates.length > 1) choose(main.value, at);
        return;
      }
      const first = card.versions[0].candidate.candidate_id;
      const chosen = selection.value?.candidate.candidate_id;
      const shown = shownIn(card, chosen, lookedVersion.value.get(first));
      choose(shown.proposal, shown.index);
    },
    toggleLock(pointer) {
      const of = stage.value;
      const chosen = selection.value;
      if (!of || !chosen || !choosable.value) return;
      void session.select(of, {
        proposal_id: chosen.proposal.proposal_id,
        candidate_id: chosen.candidate.candidate_id,
        locked: toggleLock(chosen.locked, pointer, chosen.candidate.content),
      });
    },
    removal: createRemoval(session, stage, selection),
    saveValue,
    saveContent,
    revising,
    revise: revising.revise,
    regenerate(candidate) {
      const chosen = selection.value;
      if (candidate) {
        const picked = candidate.proposal.candidates[candidate.index];
        if (!picked) return;
        const isChosen = picked.candidate_id === chosen?.candidate.candidate_id;
        void intoCard.send(picked.candidate_id, {
          command_type: "REGENERATE_PROPOSAL",
          payload: {
            proposal_id: candidate.proposal.proposal_id,
            candidate_id: picked.candidate_id,
            ...(isChosen ? lockedPart(chosen) : {}),
          },
        });
      } else void session.send({ command_type: "REGENERATE_PROPOSAL", payload: {} });
    },
    confirm,
    finish: (onRetry) => session.send({ command_type: "FINISH_GENESIS", payload: {} }, onRetry),
    stop: () => void revising.stop(),
  };
}

/** 1 for the first of the five stages. */
export function stepOf(stage: Stage): number {
  return STAGES.indexOf(stage) + 1;
}

export { nextStage };
