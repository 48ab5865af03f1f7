/** The book's history by day, in words; what a round brought can be looked at and chosen again. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Stage } from "#shared/stages.ts";
import { dayName, timeOfDay } from "../../../i18n/dates.ts";
import { undoneWord } from "../../../i18n/going-back.words.ts";
import { logWords } from "../../../i18n/log.words.ts";
import { pastWords } from "../../../i18n/past.words.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { createHistory, type HistoryLine, historyLines } from "../../../models/session/history.ts";
import { API_BASE, type Api } from "../../../models/browser/api.ts";
import { serverNow } from "../../../models/browser/server-clock.ts";
import { interfaceLanguage } from "../../../i18n/interface-language.ts";
import { roundIsSample } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { openBranches } from "../branches/branches.tsx";
import { openPast } from "../branches/past.ts";
import { SampleTag } from "../../controls/sample-tag.tsx";
import { dollars } from "../../../models/session/money.ts";
import { at } from "../../../models/browser/place.ts";
import { WhereFrom } from "./where-from.tsx";

type Brought = NonNullable<HistoryLine["proposal"]>;

export interface HistoryProps {
  readonly studio: Studio;
  readonly api: Api;
}

export function History({ studio, api }: HistoryProps): JSX.Element {
  const history = useMemo(
    () => createHistory(studio.session.session_id, api, () => studio.session.lastVersion.peek()),
    [studio.session.session_id],
  );
  const version = studio.session.lastVersion.value;
  useEffect(() => {
    void history.load();
  }, [history, version]);
  const text = words.value;
  const state = studio.session.state.value;
  const language = interfaceLanguage.value;
  const now = serverNow();
  const lines = historyLines(history.events.value).reverse();
  const days = new Map<string, HistoryLine[]>();
  for (const line of lines) {
    const day = dayName(line.at, now, language);
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return (
    <div class="history">
      {history.status.value === "failed" ? (
        <div class="notice">
          <p>{text.inPanel.historyFailed}</p>
          <Button onPress={() => void history.load()}>{text.inPanel.tryAgain}</Button>
        </div>
      ) : null}
      {[...days].map(([day, ofDay]) => (
        <section key={day}>
          <h3 class="label history-day">{day}</h3>
          <ol>
            {ofDay.map((line) => (
              <HistoryEntry key={line.version} studio={studio} line={line} />
            ))}
          </ol>
        </section>
      ))}
      {history.hasEarlier.value ? (
        <Button onPress={() => void history.loadEarlier()}>{pastWords.value.earlier}</Button>
      ) : null}
      {state === null ? null : (
        <WhereFrom studio={studio} state={state} isListed={lines.length > 0} />
      )}
      <p class="history-line">
        <a
          class="button quiet"
          href={at(`${API_BASE}/sessions/${studio.session.session_id}/log`)}
          download=""
        >
          {logWords.value.take}
        </a>
        <span class="label">{logWords.value.takeNote}</span>
      </p>
    </div>
  );
}

function HistoryEntry({
  studio,
  line,
}: {
  readonly studio: Studio;
  readonly line: HistoryLine;
}): JSX.Element {
  const { act, proposal } = line;
  const cost = proposal ? costOf(proposal) : null;
  const told = `${actWords(line)}${resultWords(line)}`;
  return (
    <li class="history-line">
      <p class="history-head">
        <span class="history-words" title={told}>
          {told}
        </span>
        <span class="label">{timeOfDay(line.at, interfaceLanguage.value)}</span>
      </p>
      {cost === null ? null : <p class="label">{cost}</p>}
      <p class="history-actions">
        {proposal === null ? null : <RoundActions studio={studio} proposal={proposal} />}
        {act.kind === "finished" && act.edition !== null ? (
          <a class="tool" href={at(`/novels/${act.novel_id}?edition=${act.edition}`)}>
            {pastWords.value.edition(act.edition)}
          </a>
        ) : null}
        <button
          type="button"
          class="tool"
          aria-label={pastWords.value.lookName(line.until)}
          onClick={() => {
            studio.panelOpen.value = false;
            openPast(line.until);
          }}
        >
          {pastWords.value.look}
        </button>
        <button
          type="button"
          class="tool"
          aria-label={pastWords.value.ifHereName(line.until)}
          onClick={() => {
            studio.panelOpen.value = false;
            openBranches(line.until);
          }}
        >
          {pastWords.value.ifHere}
        </button>
        {proposal && roundIsSample(proposal) ? <SampleTag /> : null}
      </p>
    </li>
  );
}

/** Before what every line can do, so that an earlier round is at hand. */
function RoundActions({
  studio,
  proposal,
}: {
  readonly studio: Studio;
  readonly proposal: Brought;
}): JSX.Element {
  const text = words.value.inPanel;
  return (
    <>
      {studio.choosable.value &&
      proposal.candidates.length === 1 &&
      proposal.stage === studio.stage.value &&
      proposal.proposal_id !== studio.selection.value?.proposal.proposal_id ? (
        <button
          type="button"
          class="tool"
          aria-label={text.restoreName(proposal.round)}
          onClick={() => studio.choose(proposal, 0)}
        >
          {text.restore}
        </button>
      ) : null}
      <button type="button" class="tool" onClick={() => lookAt(studio, proposal)}>
        {text.look}
      </button>
    </>
  );
}

function lookAt(studio: Studio, proposal: { readonly stage: Stage; readonly proposal_id: string }) {
  studio.look(proposal.stage);
  studio.panelOpen.value = false;
  const find = () => document.getElementById(`round-${proposal.proposal_id}`);
  const show = () => {
    const line = find();
    if (!line) {
      document.getElementById("main")?.scrollIntoView();
      return;
    }
    const button = line.querySelector("button");
    if (button?.getAttribute("aria-expanded") === "false") button.click();
    line.scrollIntoView({ block: "start" });
    button?.focus({ preventScroll: true });
  };
  // The page takes the focus again once the drawer is gone from over it.
  if (find()) requestAnimationFrame(show);
  else void studio.loadOlder().then(() => requestAnimationFrame(show));
}

function costOf(proposal: Brought): string | null {
  const { origin } = proposal;
  if (origin.kind !== "ai") return null;
  const tokens = (origin.input_tokens ?? 0) + (origin.output_tokens ?? 0);
  const parts = [
    origin.model,
    tokens > 0 ? words.value.history.tokens(tokens.toLocaleString(interfaceLanguage.value)) : null,
    origin.cost_usd === null ? words.value.cost.unknown : dollars(origin.cost_usd),
  ];
  return parts.filter((part) => part !== null && part !== "").join(" · ");
}

function actWords({ act, stage }: HistoryLine): string {
  const text = words.value.history;
  const goingBack = words.value.mindChanged.history;
  switch (act.kind) {
    case "created":
      return text.created;
    case "inspiration":
      return text.inspiration(act.genre);
    case "idea":
      return text.idea(shortened(act.idea));
    case "revision":
      return text.revision(shortened(act.feedback));
    case "regeneration":
      return text.regeneration(act.locked);
    case "confirmed":
      return text.confirmed(stageWord(stage));
    case "selected":
      return text.selected(act.locked);
    case "saved":
      return text.saved(act.count);
    case "placed":
      return text.placed;
    case "brought":
      return text.brought(act.name);
    case "answered":
      return text.answered(act.count);
    case "brief":
      return text.brief;
    case "budget":
      return text.budget(act.limit === null ? null : dollars(act.limit));
    case "finished":
      return text.finished(act.title);
    case "reopened":
      return goingBack.reopened(stageWord(stage));
    case "kept":
      return goingBack.kept(stageWord(stage));
    case "abandoned":
    case "resumed":
    case "archived":
    case "unarchived":
      return goingBack[act.kind];
    case "renamed":
      return goingBack.renamed(act.title);
    case "named":
      return goingBack.named(act.from, act.to);
    case "undone":
    case "redone":
      return goingBack[act.kind](undoneWord(act.command_type));
  }
}

function resultWords({ act, result, result_stage }: HistoryLine): string {
  const text = words.value;
  if (!result) return "";
  switch (result.kind) {
    case "ready":
      return ` · ${
        act.kind === "revision" && result.changed > 0
          ? text.inPanel.changed(result.changed)
          : text.history.ready(stageWord(result_stage), result.count)
      }`;
    case "failed":
      return ` · ${text.history.failed(stageWord(result_stage))}`;
    case "cancelled":
      return ` · ${text.history.cancelled}`;
  }
}

function stageWord(stage: Stage | null): string {
  return stage === null ? "" : words.value.stages[stage];
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length > 120 ? `${characters.slice(0, 120).join("")}…` : text;
}
