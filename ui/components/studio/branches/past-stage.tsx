/** One stage as it was: its fields beside those of now, each of which can be put back. */
import type { JSX } from "preact";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import type { FieldTable } from "#shared/content/field-kinds.ts";
import type { PastState } from "#shared/http/past.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { Stage } from "#shared/stages.ts";
import { fieldLabel } from "../../../i18n/labels.ts";
import { pastWords } from "../../../i18n/past.words.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { type StageDifference, type Standing } from "../../../models/session/branches.ts";
import { textOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { DiffText } from "../document/diff-text.tsx";
import { carryOver, fieldText } from "./carrying.ts";

export interface PastStageProps {
  readonly studio: Studio;
  readonly now: SessionState;
  readonly past: PastState;
  readonly stage: Stage;
  /** Null: nothing was chosen here, then or now. */
  readonly difference: StageDifference | null;
  readonly isWhole: boolean;
  /** Null where the stage cannot be put back, or is as it was. */
  readonly onPutBack: ((difference: StageDifference) => void) | null;
}

export function PastStage(props: PastStageProps): JSX.Element {
  const { now, past, stage, difference, isWhole, onPutBack } = props;
  const text = pastWords.value;
  const table: FieldTable = STAGE_FIELDS[stage];
  const then = difference?.theirs ?? null;
  const keys = Object.keys(table).filter((key) =>
    isWhole ? then?.content[key] !== undefined : difference?.different.includes(key),
  );
  const name = words.value.stages[stage];
  return (
    <section aria-labelledby={`past-${stage}`}>
      <h3 class="section-title" id={`past-${stage}`}>
        {name} <span class="tag">{words.value.stageStatus[past.stages[stage].status]}</span>
      </h3>
      {then === null ? <NothingChosen past={past} stage={stage} /> : null}
      {then !== null && difference?.different.length === 0 ? (
        <p class="muted">{text.same}</p>
      ) : null}
      {difference === null || then === null || onPutBack === null ? null : (
        <Button onPress={() => onPutBack(difference)}>{text.putBackStage(name)}</Button>
      )}
      {then === null || difference === null
        ? null
        : keys.map((key) => (
            <PastField key={key} {...props} difference={difference} then={then} field={key} />
          ))}
      {then === null && difference !== null && !isWhole && now.stages[stage].status !== "EMPTY" ? (
        <p class="muted">{text.onlyNow}</p>
      ) : null}
    </section>
  );
}

function NothingChosen({ past, stage }: Pick<PastStageProps, "past" | "stage">): JSX.Element {
  const text = pastWords.value;
  const candidates = past.stages[stage].proposals.at(-1)?.candidates ?? [];
  if (candidates.length === 0) return <p class="muted">{text.nothing}</p>;
  return (
    <>
      <p class="muted">{text.several(candidates.length)}</p>
      <ul>
        {candidates.map(({ candidate_id, content }) => (
          <li key={candidate_id} class="book" lang={past.language} dir="auto">
            {textOf(content, "title")}
          </li>
        ))}
      </ul>
    </>
  );
}

interface PastFieldProps extends PastStageProps {
  readonly difference: StageDifference;
  readonly then: Standing;
  readonly field: string;
}

function PastField(props: PastFieldProps): JSX.Element {
  const { studio, now, past, stage, difference, then, field: key, isWhole } = props;
  const text = pastWords.value;
  const was = fieldText(past, stage, then, key);
  const is = fieldText(now, stage, difference.mine, key);
  const isOther = difference.different.includes(key);
  // What is confirmed is changed by putting the stage back, which opens it again.
  const canPutBack =
    isOther &&
    then.content[key] !== undefined &&
    now.status === "ACTIVE" &&
    now.stages[stage].status !== "CONFIRMED";
  const only = isOther && was === "" ? text.onlyNow : isOther && is === "" ? text.onlyThen : null;
  return (
    <div class="compare-row">
      <h4 class="label compare-label">
        {fieldLabel(key)}
        {only === null ? null : <span class="muted"> {only}</span>}
      </h4>
      {isWhole || !isOther ? null : (
        <div class="compare-left">
          <p class="book" lang={now.language} dir="auto">
            {is}
          </p>
        </div>
      )}
      <div class="compare-right">
        {isWhole || !isOther ? (
          <p class="book" lang={now.language} dir="auto">
            {was}
          </p>
        ) : (
          <DiffText before={is} after={was} lang={now.language} />
        )}
        {canPutBack ? (
          <Button
            kind="quiet"
            name={text.putBackName(fieldLabel(key))}
            onPress={() => void carryOver(studio, difference, key, text.placed)}
          >
            {text.putBack}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
