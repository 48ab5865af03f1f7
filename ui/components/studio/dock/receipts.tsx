/** What a revision did with each request of its feedback; each leads to where it can be seen. */
import type { JSX } from "preact";
import type { Candidate } from "#shared/session/proposal.ts";
import type { SessionState } from "#shared/session/state.ts";
import { pointerLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { isStanding, makeStanding } from "../../../models/studio/brief.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { showField } from "../document/show-field.ts";

export interface ReceiptsProps {
  readonly studio: Studio;
  readonly state: SessionState;
  readonly candidate: Candidate;
}

export function Receipts({ studio, state, candidate }: ReceiptsProps): JSX.Element | null {
  const text = words.value.receipts;
  if (candidate.receipts.length === 0) return null;
  return (
    <ul class="receipts" aria-label={text.label}>
      {candidate.receipts.map((receipt, index) => (
        <li key={index}>
          <span class="tag">{text[receipt.status]}</span>
          <span lang={state.language} dir="auto">
            {receipt.request}
            {receipt.note === "" ? null : ` — ${receipt.note}`}
          </span>
          {receipt.pointers.map((pointer) => (
            <button
              key={pointer}
              type="button"
              class="tool change-link"
              onClick={() => showField(pointer)}
            >
              {pointerLabel(pointer)}
            </button>
          ))}
          {isStanding(state.brief, receipt.request) ? null : (
            <button
              type="button"
              class="tool change-link"
              onClick={() => void makeStanding(studio.session, receipt.request)}
            >
              {text.keepForBook}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
