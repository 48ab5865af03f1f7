/** What became of the last feedback, where it was given: round, what was asked, what was done, Undo. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SessionState } from "#shared/session/state.ts";
import type { Stage } from "#shared/stages.ts";
import { goingBackWords, undoneWord } from "../../../i18n/going-back.words.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { changedPlaces } from "../../../models/studio/changed-places.ts";
import { receiptBox } from "../../../models/studio/revising.ts";
import type { Selection } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { showField } from "../document/show-field.ts";
import { Receipts } from "./receipts.tsx";

/** In this chunk for whoever asks for it alone. */
export { Receipts } from "./receipts.tsx";

export interface ReceiptProps {
  readonly studio: Studio;
  readonly state: SessionState;
  readonly stage: Stage;
  readonly chosen: Selection;
}

export function Receipt({ studio, state, stage, chosen }: ReceiptProps): JSX.Element | null {
  const { drafts } = studio.session;
  const { proposal, candidate } = chosen;
  const asked = proposal.origin.feedback;
  const isRead = drafts.read(receiptBox(stage)).value === proposal.proposal_id;
  if (asked === null || isRead || state.is_pending) return null;
  const text = words.value;
  const back = goingBackWords.value.undo;
  const places = changedPlaces(stage, studio.rounds.value, chosen);
  return (
    <section class="dock-receipt" aria-label={text.receipts.label}>
      <p>
        <strong>{text.round.name(proposal.round)}</strong>{" "}
        <span dir="auto">{text.round.feedback(asked)}</span>
      </p>
      <Receipts studio={studio} state={state} candidate={candidate} />
      <div class="dock-receipt-actions">
        <ChangeSteps key={candidate.candidate_id} places={places} />
        {state.undo === null ? null : (
          <Button
            kind="quiet"
            name={back.undoName(undoneWord(state.undo.command_type))}
            disabled={!studio.allows("UNDO")}
            onPress={() => void studio.session.send({ command_type: "UNDO", payload: {} })}
          >
            {back.undo}
          </Button>
        )}
        <Button kind="quiet" onPress={() => drafts.write(receiptBox(stage), proposal.proposal_id)}>
          {text.actions.dismiss}
        </Button>
      </div>
    </section>
  );
}

/** From one change to the next, round and round. */
function ChangeSteps({ places }: { readonly places: readonly string[] }): JSX.Element {
  const [at, setAt] = useState<number | null>(null);
  const text = words.value.receipts;
  const count = places.length;
  if (count === 0) return <span class="label">{text.nothing}</span>;
  const go = (by: 1 | -1) => {
    const next = at === null ? (by === 1 ? 0 : count - 1) : (at + by + count) % count;
    setAt(next);
    showField(places[next] ?? "");
  };
  return (
    <>
      <Button kind="quiet" name={text.previous} onPress={() => go(-1)}>
        ‹
      </Button>
      <span class="label" role="status">
        {at === null ? text.changes(count) : text.at(at + 1, count)}
      </span>
      <Button kind="quiet" name={text.next} onPress={() => go(1)}>
        ›
      </Button>
    </>
  );
}
