/** Another way from here, the map of a book's branches, and two of them side by side. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { branchesWords } from "../../../i18n/branches.words.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { createBranchMap } from "../../../models/session/branches-map.ts";
import { type Branch, mapOf } from "../../../models/session/branches.ts";
import { dollars } from "../../../models/session/money.ts";
import { Button } from "../../controls/button.tsx";
import { type BranchesProps, closeBranches } from "./branches.tsx";
import { BranchCompare } from "./branch-compare.tsx";
import { BranchForm } from "./branch-form.tsx";
import { pastVersion } from "./past.ts";
import { PastView } from "./past-view.tsx";
import "../../../styles/branches.css";
import { at } from "../../../models/browser/place.ts";

export function BranchesView({ studio }: BranchesProps): JSX.Element {
  const past = pastVersion();
  if (past !== null) return <PastView key={past} studio={studio} version={past} />;
  return <BranchesOf studio={studio} />;
}

function BranchesOf({ studio }: BranchesProps): JSX.Element {
  const other = useSignal<Branch | null>(null);
  const { session_id } = studio.session;
  const map = useMemo(() => createBranchMap(session_id), [session_id]);
  const text = branchesWords.value;
  const branches = map.branches.value;
  useEffect(() => {
    void map.load();
  }, [map]);
  return (
    <section class="branches" aria-labelledby="branches-title">
      <div class="compare-head">
        <h2 class="section-title" id="branches-title">
          {text.title}
        </h2>
        <Button name={text.close} onPress={closeBranches}>
          {words.value.chrome.close}
        </Button>
      </div>
      {other.value === null ? <BranchForm studio={studio} map={map} /> : null}
      <h3 class="label">{text.map}</h3>
      {branches === "loading" ? (
        <p class="muted">{words.value.chrome.loading}</p>
      ) : branches === "failed" ? (
        <div class="notice">
          <p>{text.loadFailed}</p>
          <Button onPress={() => void map.load()}>{text.tryAgain}</Button>
        </div>
      ) : (
        <BranchMap
          branches={branches}
          session_id={session_id}
          onCompare={(branch) => {
            other.value = branch;
          }}
        />
      )}
      {other.value === null ? null : (
        <BranchCompare
          key={other.value.session_id}
          studio={studio}
          branch={other.value}
          onClose={() => {
            other.value = null;
          }}
        />
      )}
    </section>
  );
}

interface MapProps {
  readonly branches: readonly Branch[];
  readonly session_id: string;
  readonly onCompare: (branch: Branch) => void;
}

function BranchMap({ branches, session_id, onCompare }: MapProps): JSX.Element {
  const text = branchesWords.value;
  if (branches.length < 2) return <p class="muted">{text.none}</p>;
  return (
    <ol class="branch-map">
      {mapOf(branches).map(({ branch, depth }) => {
        const isHere = branch.session_id === session_id;
        const title = branch.title === "" ? words.value.chrome.untitled : branch.title;
        return (
          <li
            key={branch.session_id}
            class={`branch depth-${Math.min(depth, 4)}`}
            aria-current={isHere ? "true" : undefined}
          >
            {isHere ? (
              <strong dir="auto">{title}</strong>
            ) : (
              <a href={at(`/sessions/${branch.session_id}`)} dir="auto">
                {title}
              </a>
            )}
            <span class="muted">{factsOf(branch, isHere).join(" · ")}</span>
            {isHere ? null : (
              <Button kind="quiet" name={text.compareName(title)} onPress={() => onCompare(branch)}>
                {text.compare}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function factsOf(branch: Branch, isHere: boolean): string[] {
  const text = branchesWords.value;
  const { branch_of, replay, usage } = branch;
  return [
    isHere ? text.here : null,
    branch_of === null ? null : text.branched(branch_of.version),
    replay === null ? null : text.replaying(replay.model, replay.done, replay.total),
    text.at(words.value.stages[branch.current_stage]),
    usage.cost_usd === null || usage.cost_usd === 0 ? null : text.cost(dollars(usage.cost_usd)),
  ].filter((fact) => fact !== null);
}
