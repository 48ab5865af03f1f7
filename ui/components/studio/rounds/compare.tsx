/**
 * Two candidates side by side, below 1024 one at a time: a row a field, what is the same folded.
 * "Use this" puts a row of the left into what is chosen.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Candidate, Proposal } from "#shared/session/proposal.ts";
import { fieldLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import type { FieldTable } from "#shared/content/field-kinds.ts";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { plainText } from "../../../models/content/plain-text.ts";
import { sameJson } from "../../../models/content/pointer.ts";
import { createReferences } from "../../../models/content/references.ts";
import { isSample, letterOf, textOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { SampleTag } from "../../controls/sample-tag.tsx";
import { DiffText } from "../document/diff-text.tsx";

interface Side {
  readonly proposal: Proposal;
  readonly candidate: Candidate;
  readonly index: number;
}

export function Compare({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const stage = studio.stage.value;
  const chosen = studio.selection.value;
  const sides: Side[] = studio.rounds.value.flatMap((proposal) =>
    proposal.candidates.map((candidate, index) => ({ proposal, candidate, index })),
  );
  const right = sides.find((side) => side.candidate === chosen?.candidate) ?? sides.at(-1) ?? null;
  const [rightId, setRightId] = useState(right?.candidate.candidate_id ?? "");
  const [leftId, setLeftId] = useState(
    sides.findLast((side) => side !== right)?.candidate.candidate_id ?? "",
  );
  const [shown, setShown] = useState<"left" | "right">("left");
  const [open, setOpen] = useState(false);
  if (!state || !stage) return null;
  const text = words.value;
  const close = () => {
    studio.comparing.value = false;
    document.getElementById("compare-button")?.focus();
  };
  const sideOf = (id: string) => sides.find((side) => side.candidate.candidate_id === id);
  const a = sideOf(leftId);
  const b = sideOf(rightId);
  if (!a || !b) {
    return (
      <section class="compare">
        <p>{text.compare.nothing}</p>
        <Button onPress={close}>{text.compare.close}</Button>
      </section>
    );
  }
  const table: FieldTable = STAGE_FIELDS[stage];
  const keys = Object.keys(table);
  const same = keys.filter((key) => sameJson(a.candidate.content[key], b.candidate.content[key]));
  const different = keys.filter((key) => !same.includes(key));
  const plain = (side: Side, key: string) => {
    const field = table[key];
    return field
      ? plainText(
          field,
          side.candidate.content[key],
          createReferences(state, stage, side.candidate.content),
          (inner) => fieldLabel(inner),
        )
      : "";
  };
  // A piece can only be carried into what is chosen now.
  const canUse =
    chosen?.candidate === b.candidate &&
    studio.stageState.value?.status !== "CONFIRMED" &&
    state.status === "ACTIVE";
  const rows = open ? keys : different;
  return (
    <section class={`compare show-${shown}`} aria-label={text.compare.title}>
      <div class="compare-head">
        <h2 class="section-title">{text.compare.title}</h2>
        <Button onPress={close}>{text.compare.close}</Button>
      </div>
      <div class="compare-switch chips" role="group" aria-label={text.compare.sides}>
        {(["left", "right"] as const).map((side) => (
          <button
            key={side}
            type="button"
            class="chip"
            aria-pressed={shown === side}
            onClick={() => setShown(side)}
          >
            {side === "left" ? "A" : "B"}
          </button>
        ))}
      </div>
      <div class="compare-sides">
        <SidePicker label={text.compare.left} sides={sides} value={leftId} onPick={setLeftId} />
        <SidePicker label={text.compare.right} sides={sides} value={rightId} onPick={setRightId} />
      </div>
      {rows.map((key) => {
        const before = plain(a, key);
        const after = plain(b, key);
        return (
          <div class="compare-row" key={key}>
            <h3 class="label compare-label">{fieldLabel(key)}</h3>
            <div class="compare-left">
              {before === "" ? (
                <p class="muted">{text.compare.none}</p>
              ) : (
                <p class="book" lang={state.language} dir="auto">
                  {before}
                </p>
              )}
              {canUse && !same.includes(key) && a.candidate.content[key] !== undefined ? (
                <Button
                  kind="quiet"
                  name={text.compare.useName(fieldLabel(key))}
                  onPress={() =>
                    void studio.saveValue(
                      `/${key}`,
                      a.candidate.content[key],
                      b.candidate.content[key],
                    )
                  }
                >
                  {text.compare.use}
                </Button>
              ) : null}
            </div>
            <div class="compare-right">
              <DiffText before={before} after={after} lang={state.language} />
            </div>
          </div>
        );
      })}
      {same.length > 0 ? (
        <Button kind="quiet" expanded={open} onPress={() => setOpen(!open)}>
          {text.compare.same(same.length)}
        </Button>
      ) : null}
    </section>
  );
}

interface SidePickerProps {
  readonly label: string;
  readonly sides: readonly Side[];
  readonly value: string;
  readonly onPick: (candidate_id: string) => void;
}

function SidePicker({ label, sides, value, onPick }: SidePickerProps): JSX.Element {
  const picked = sides.find((side) => side.candidate.candidate_id === value);
  return (
    <div class="compare-side">
      <select
        class="box"
        aria-label={label}
        value={value}
        onChange={(event) => onPick(event.currentTarget.value)}
      >
        {sides.map(({ proposal, candidate, index }) => (
          <option key={candidate.candidate_id} value={candidate.candidate_id}>
            {words.value.compare.candidate(proposal.round, letterOf(index))} ·{" "}
            {textOf(candidate.content, "title")}
          </option>
        ))}
      </select>
      {picked && isSample(picked.proposal, picked.candidate) ? <SampleTag /> : null}
    </div>
  );
}
