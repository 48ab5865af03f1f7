/** Where a field came from: round by round, who asked for it, what wrote it, what a hand changed. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { SessionState } from "#shared/session/state.ts";
import type { Stage } from "#shared/stages.ts";
import { pointerLabel } from "../../../i18n/labels.ts";
import { moment } from "../../../i18n/moment.ts";
import { pastWords } from "../../../i18n/past.words.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { pathOf } from "../../../models/content/pointer.ts";
import type { Standing } from "../../../models/session/branches.ts";
import {
  askedAbout,
  askedPlace,
  createFieldHistory,
  type FieldRound,
  type Place,
  placesAt,
  placesIn,
} from "../../../models/session/history-of-field.ts";
import { dollars } from "../../../models/session/money.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { SampleTag } from "../../controls/sample-tag.tsx";

export interface WhereFromProps {
  readonly studio: Studio;
  readonly state: SessionState;
  /** Whether the history that it stands under is there. */
  readonly isListed: boolean;
}

/** What was asked about when it was last brought into view: once for each time that it is asked. */
let broughtFor = askedPlace.peek();

export function WhereFrom({ studio, state, isListed }: WhereFromProps): JSX.Element | null {
  const stage = studio.stage.value ?? state.current_stage;
  const standing = askedAbout(state.stages[stage]);
  const root = useRef<HTMLElement>(null);
  const asked = askedPlace.value;
  // It stands under the history, where who asks from the document would not see it.
  useEffect(() => {
    if (!isListed || asked === broughtFor) return;
    broughtFor = asked;
    if (asked?.session_id !== studio.session.session_id) return;
    root.current?.scrollIntoView({ block: "start" });
  }, [asked, isListed]);
  const text = pastWords.value.from;
  return (
    <section ref={root} class="where-from" aria-labelledby="where-from">
      <h3 class="label" id="where-from">
        {text.title}
      </h3>
      {standing === null ? (
        <p class="muted">{text.nothing}</p>
      ) : (
        <Asked
          key={stage}
          studio={studio}
          stage={stage}
          standing={standing}
          lang={state.language}
        />
      )}
    </section>
  );
}

interface AskedProps {
  readonly studio: Studio;
  readonly stage: Stage;
  readonly standing: Standing;
  readonly lang: string;
}

function Asked({ studio, stage, standing, lang }: AskedProps): JSX.Element {
  const { session } = studio;
  const { session_id } = session;
  const history = useMemo(() => createFieldHistory(session_id), [session_id]);
  const asked = askedPlace.value;
  const isHere = asked?.session_id === session_id && asked.stage === stage;
  const pointer = isHere ? asked.pointer : "";
  const version = session.lastVersion.value;
  useEffect(() => {
    if (pointer !== "") void history.load(stage, pointer);
  }, [history, stage, pointer, version]);
  const text = pastWords.value.from;
  const [key = "", at] = pathOf(pointer);
  const outer = at === undefined ? pointer : `/${key}/${at}`;
  const parts = placesAt(stage, standing.content, outer);
  const choose = (wanted: string) => {
    askedPlace.value = { session_id, stage, pointer: wanted };
  };
  return (
    <>
      <select
        class="box"
        aria-label={text.field}
        value={outer}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">–</option>
        {placesIn(stage, standing.content).map((place) => (
          <option key={place.pointer} value={place.pointer}>
            {placeWords(place)}
          </option>
        ))}
      </select>
      {parts.length === 0 ? null : (
        <select
          class="box"
          aria-label={pointerLabel(outer)}
          value={pointer}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          <option value={outer}>{text.whole}</option>
          {parts.map((place) => (
            <option key={place.pointer} value={place.pointer}>
              {placeWords({ ...place, pointer: place.pointer.slice(outer.length) })}
            </option>
          ))}
        </select>
      )}
      {pointer === "" ? null : (
        <Chain history={history} stage={stage} pointer={pointer} lang={lang} />
      )}
    </>
  );
}

function placeWords({ pointer, says }: Place): string {
  return says === "" ? pointerLabel(pointer) : `${pointerLabel(pointer)} · ${says}`;
}

interface ChainProps {
  readonly history: ReturnType<typeof createFieldHistory>;
  readonly stage: Stage;
  readonly pointer: string;
  readonly lang: string;
}

function Chain({ history, stage, pointer, lang }: ChainProps): JSX.Element {
  const chain = history.chain.value;
  const { inPanel, chrome } = words.value;
  if (chain === "loading") return <p class="muted">{chrome.loading}</p>;
  if (chain === "failed") {
    return (
      <div class="notice">
        <p>{inPanel.historyFailed}</p>
        <Button onPress={() => void history.load(stage, pointer)}>{inPanel.tryAgain}</Button>
      </div>
    );
  }
  return (
    <>
      <ol class="from-rounds">
        {chain.map((step) => (
          <li key={step.proposal_id} class="history-line">
            <p>{actWords(step)}</p>
            {step.feedback === null ? null : (
              <p class="book" lang={lang} dir="auto">
                {pastWords.value.from.said(step.feedback)}
              </p>
            )}
            <p class="label">
              {step.kind === "sample" ? <SampleTag /> : null}
              <span>{factsOf(step).join(" · ")}</span>
            </p>
            <p class="label">{changedWords(step)}</p>
            {step.confirmed_at === null ? null : (
              <p class="label">
                {pastWords.value.from.confirmed(moment(step.confirmed_at, "medium"))}
              </p>
            )}
          </li>
        ))}
      </ol>
      {history.hasEarlier.value ? (
        <Button onPress={() => void history.loadEarlier()}>{pastWords.value.earlier}</Button>
      ) : null}
    </>
  );
}

function actWords({ kind, command_type }: FieldRound): string {
  const text = pastWords.value.from;
  if (kind === "import") return text.imported;
  const act = Object.entries(text.acts).find(([type]) => type === command_type)?.[1];
  // A hand's edit may come with the confirmation that it was made in.
  return kind === "user" && command_type !== "RENAME_EVERYWHERE" ? text.hand : (act ?? text.other);
}

function factsOf(step: FieldRound): readonly string[] {
  const text = pastWords.value.from;
  const cost = step.cost_usd === null ? words.value.cost.unknown : dollars(step.cost_usd);
  return [
    text.round(step.round),
    moment(step.at, "medium"),
    ...(step.kind === "ai"
      ? [step.model, step.prompt_version === null ? null : text.prompt(step.prompt_version), cost]
      : []),
  ].filter((fact) => fact !== null);
}

function changedWords({ changed }: FieldRound): string {
  const text = pastWords.value.from;
  if (changed.length === 0) return text.carried;
  const places = [...new Set(changed.map((place) => pointerLabel(place)))];
  return text.changed(places.join(pastWords.value.comma));
}
