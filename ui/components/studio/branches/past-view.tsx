/** The book as it was at a version: what differs from now, or the whole of it, and putting it back. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { STAGES } from "#shared/stages.ts";
import { moment } from "../../../i18n/moment.ts";
import { pastWords } from "../../../i18n/past.words.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { announce } from "../../../models/app/announce.ts";
import { differences, type StageDifference } from "../../../models/session/branches.ts";
import {
  createPast,
  putBackable,
  reopened,
  stepsBack,
} from "../../../models/session/history-past.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { closeBranches, openBranches } from "./branches.tsx";
import { PastStage } from "./past-stage.tsx";

export interface PastViewProps {
  readonly studio: Studio;
  readonly version: number;
}

export function PastView({ studio, version }: PastViewProps): JSX.Element | null {
  const { session_id } = studio.session;
  const past = useMemo(() => createPast(session_id, version), [session_id, version]);
  const isWhole = useSignal(false);
  const now = studio.session.state.value;
  const then = past.state.value;
  const text = pastWords.value;
  useEffect(() => {
    void past.load();
  }, [past]);
  if (!now) return null;
  const found = typeof then === "string" ? null : then;
  const all = found === null ? [] : differences(now, found);
  const back = putBackable(all);
  const opens = reopened(now, back);
  const mayPutBack =
    opens.length > 0
      ? now.available_commands.includes("REOPEN_STAGE")
      : now.available_commands.includes("SELECT_CANDIDATE");
  return (
    <section class="branches past" aria-labelledby="past-title">
      <div class="compare-head">
        <h2 class="section-title" id="past-title">
          {text.title(version, found === null ? "…" : moment(found.at, "long"))}
        </h2>
        <Button name={text.close} onPress={closeBranches}>
          {words.value.chrome.close}
        </Button>
      </div>
      <p class="muted">{text.lead}</p>
      {then === "loading" ? <p class="muted">{words.value.chrome.loading}</p> : null}
      {then === "failed" ? (
        <div class="notice">
          <p>{words.value.inPanel.historyFailed}</p>
          <Button onPress={() => void past.load()}>{words.value.inPanel.tryAgain}</Button>
        </div>
      ) : null}
      {found === null ? null : (
        <>
          <div class="branch-form">
            {back.length === 0 || !mayPutBack ? null : (
              <>
                {opens.length === 0 ? null : (
                  <p>
                    {text.reopens(opens.map((name) => words.value.stages[name]).join(text.comma))}
                  </p>
                )}
                <Button onPress={() => void putBack(studio, back, text.restored)}>
                  {text.restore}
                </Button>
              </>
            )}
            <Button kind="quiet" onPress={() => openBranches(version)}>
              {text.whatIf}
            </Button>
          </div>
          <div class="chips" role="group" aria-label={text.views}>
            {[false, true].map((whole) => (
              <button
                key={String(whole)}
                type="button"
                class="chip"
                aria-pressed={isWhole.value === whole}
                onClick={() => {
                  isWhole.value = whole;
                }}
              >
                {whole ? text.whole : text.differs}
              </button>
            ))}
          </div>
          {STAGES.map((stage) => (
            <PastStage
              key={stage}
              studio={studio}
              now={now}
              past={found}
              stage={stage}
              difference={all.find((one) => one.stage === stage) ?? null}
              isWhole={isWhole.value}
              onPutBack={
                mayPutBack && back.some((one) => one.stage === stage)
                  ? (one) => void putBack(studio, [one], text.restored)
                  : null
              }
            />
          ))}
        </>
      )}
    </section>
  );
}

/** Press by press, each as its own step: what does not go through is said above, and ends it. */
async function putBack(
  studio: Studio,
  back: readonly StageDifference[],
  done: string,
): Promise<void> {
  const now = studio.session.state.peek();
  if (!now) return;
  for (const request of stepsBack(now, back)) {
    const { outcome } = await studio.session.send(request);
    if (outcome !== "accepted") return;
  }
  await studio.session.refresh();
  announce(done);
  studio.look(null);
}
