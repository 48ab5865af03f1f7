/** This book beside another branch: stage by stage, field by field, by the word; pieces are carried over. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { SessionState } from "#shared/session/state.ts";
import { branchesWords } from "../../../i18n/branches.words.ts";
import { fieldLabel } from "../../../i18n/labels.ts";
import { interfaceLanguage } from "../../../i18n/interface-language.ts";
import { pastWords } from "../../../i18n/past.words.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import {
  type Branch,
  type StageDifference,
  differences,
} from "../../../models/session/branches.ts";
import { createOtherBranch } from "../../../models/session/branches-map.ts";
import { dollars } from "../../../models/session/money.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { DiffText } from "../document/diff-text.tsx";
import { carryOver, fieldText } from "./carrying.ts";

export interface BranchCompareProps {
  readonly studio: Studio;
  readonly branch: Branch;
  readonly onClose: () => void;
}

export function BranchCompare({ studio, branch, onClose }: BranchCompareProps): JSX.Element | null {
  const theirs = useMemo(() => createOtherBranch(branch.session_id), [branch.session_id]);
  const shown = useSignal<"mine" | "theirs">("theirs");
  const mine = studio.session.state.value;
  const text = branchesWords.value;
  useEffect(() => {
    void theirs.load();
  }, [theirs]);
  if (!mine) return null;
  const other = theirs.state.value;
  return (
    <section
      class={`compare show-${shown.value === "mine" ? "left" : "right"}`}
      aria-label={text.comparing(branch.title)}
    >
      <div class="compare-head">
        <h3 class="section-title">{text.comparing(branch.title)}</h3>
        <Button onPress={onClose}>{words.value.compare.close}</Button>
      </div>
      <div class="compare-switch chips" role="group" aria-label={text.sides}>
        {(["mine", "theirs"] as const).map((side) => (
          <button
            key={side}
            type="button"
            class="chip"
            aria-pressed={shown.value === side}
            onClick={() => {
              shown.value = side;
            }}
          >
            {text[side]}
          </button>
        ))}
      </div>
      {other === "loading" ? <p class="muted">{words.value.chrome.loading}</p> : null}
      {other === "failed" ? (
        <div class="notice">
          <p>{text.loadFailed}</p>
          <Button onPress={() => void theirs.load()}>{text.tryAgain}</Button>
        </div>
      ) : null}
      {typeof other === "string" ? null : (
        <ul class="muted">
          <li>{spentWords(text.mine, mine)}</li>
          <li>{spentWords(text.theirs, other)}</li>
        </ul>
      )}
      {typeof other === "string"
        ? null
        : differences(mine, other).map((difference) => (
            <StageRows
              key={difference.stage}
              studio={studio}
              mine={mine}
              theirs={other}
              difference={difference}
            />
          ))}
    </section>
  );
}

/** What a side has cost so far, and on which model what came after the branch was written again. */
function spentWords(side: string, { usage, replay }: SessionState): string {
  const named = replay === null ? side : `${side} · ${replay.model}`;
  const { cost } = words.value;
  const spent = usage.cost_usd === null ? cost.unknown : dollars(usage.cost_usd);
  const tokens = usage.input_tokens + usage.output_tokens;
  return pastWords.value.costs(named, spent, tokens.toLocaleString(interfaceLanguage.value));
}

interface StageRowsProps {
  readonly studio: Studio;
  readonly mine: SessionState;
  readonly theirs: SessionState;
  readonly difference: StageDifference;
}

function StageRows({ studio, mine, theirs, difference }: StageRowsProps): JSX.Element {
  const { stage, different, same } = difference;
  const text = branchesWords.value;
  // What is confirmed is changed by opening it again.
  const canUse = mine.status === "ACTIVE" && mine.stages[stage].status !== "CONFIRMED";
  return (
    <section aria-labelledby={`branch-${stage}`}>
      <h4 class="label" id={`branch-${stage}`}>
        {words.value.stages[stage]}
        <span class="muted"> {different.length === 0 ? text.sameAll : text.sameFields(same)}</span>
      </h4>
      {different.map((key) => {
        const before = fieldText(mine, stage, difference.mine, key);
        const after = fieldText(theirs, stage, difference.theirs, key);
        const only = before === "" ? text.onlyTheirs : after === "" ? text.onlyMine : null;
        return (
          <div class="compare-row" key={key}>
            <h5 class="label compare-label">
              {fieldLabel(key)}
              {only === null ? null : <span class="muted"> {only}</span>}
            </h5>
            <div class="compare-left">
              <p class="book" lang={mine.language} dir="auto">
                {before}
              </p>
            </div>
            <div class="compare-right">
              <DiffText before={before} after={after} lang={mine.language} />
              {canUse && difference.theirs?.content[key] !== undefined ? (
                <Button
                  kind="quiet"
                  name={text.useName(fieldLabel(key))}
                  onPress={() => void carryOver(studio, difference, key, text.used)}
                >
                  {text.use}
                </Button>
              ) : null}
            </div>
          </div>
        );
      })}
    </section>
  );
}
