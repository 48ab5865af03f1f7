/** The studio's parts that not every first look shows, each in a chunk of its own. */
import type { Studio } from "../../models/studio/studio.ts";
import { onDemand } from "../controls/on-demand.tsx";

export const ConceptCards = onDemand(
  async () => (await import("./rounds/concept-cards.tsx")).ConceptCards,
);
export const FieldEditor = onDemand(
  async () => (await import("./document/field-editor.tsx")).FieldEditor,
  { waiting: ({ reading }) => reading },
);
export const NewItemForm = onDemand(
  async () => (await import("./document/new-item-form.tsx")).NewItemForm,
);
const glance = () => import("./document/at-a-glance.ts");
const aside = { failed: () => null };
export const MoveChapter = onDemand(async () => (await glance()).MoveChapter, aside);
export const PlanPart = onDemand(async () => (await glance()).PlanPart, aside);
export const RemovedItem = onDemand(async () => (await glance()).RemovedItem, aside);
/** Over a list: what it comes to, at a glance. */
export const OVERVIEWS = {
  relations: onDemand(async () => (await glance()).RelationMap, aside),
  threads: onDemand(async () => (await glance()).ThreadChart, aside),
};
export const Compare = onDemand(async () => (await import("./rounds/compare.tsx")).Compare);
export const OtherRounds = onDemand(async () => (await import("./rounds/rounds.tsx")).OtherRounds);
export const Changes = onDemand(async () => (await import("./rounds/changes.tsx")).Changes);
export const History = onDemand(async () => (await import("./rounds/history.tsx")).History);
export const Brief = onDemand(async () => (await import("./frame/brief.tsx")).Brief, {
  isLater: true,
});
export const Presence = onDemand(async () => (await import("./frame/presence.tsx")).Presence, {
  isLater: true,
  failed: () => null,
});
export const MoreMenu = onDemand(async () => (await import("./frame/more-menu.tsx")).MoreMenu);
export const KeyMap = onDemand(async () => (await import("./frame/key-map.tsx")).KeyMap);
export const RerollAsk = onDemand(async () => (await import("./frame/reroll-ask.tsx")).RerollAsk);
export const GoingBack = onDemand(async () => (await import("./frame/going-back.tsx")).GoingBack);
export const BudgetSpent = onDemand(
  async () => (await import("./frame/budget-spent.tsx")).BudgetSpent,
);
export const EmptyStage = onDemand(
  async () => (await import("./generating/empty-stage.tsx")).EmptyStage,
);
export const Failure = onDemand(async () => (await import("./generating/failure.tsx")).Failure);
export const FailureLine = onDemand(
  async () => (await import("./generating/failure.tsx")).FailureLine,
);
export const KeptText = onDemand(async () => (await import("./generating/failure.tsx")).KeptText);
export const LiveCard = onDemand(
  async () => (await import("./generating/generating.tsx")).LiveCard,
);
export const Generating = onDemand(
  async () => (await import("./generating/generating.tsx")).Generating,
);
export const FinishChecks = onDemand(
  async () => (await import("./decision/finish-checks.tsx")).FinishChecks,
);
export const Questions = onDemand(async () => (await import("./decision/questions.tsx")).Questions);
export const OtherText = onDemand(
  async () => (await import("./decision/other-text.tsx")).OtherText,
);
export const WriteForm = onDemand(
  async () => (await import("./document/write-form.tsx")).WriteForm,
);
export const Receipt = onDemand(async () => (await import("./dock/receipt.tsx")).Receipt);
export const Scope = onDemand(async () => (await import("./dock/scope.tsx")).Scope);
export const Receipts = onDemand(async () => (await import("./dock/receipt.tsx")).Receipts);

/** Whether the last generation is a failure that the writer should see. */
export function hasFailed(studio: Studio): boolean {
  const state = studio.session.state.value;
  return state !== null && state.last_error !== null && !state.is_pending;
}
