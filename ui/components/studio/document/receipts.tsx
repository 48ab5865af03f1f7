/** What a revision did with each request of its feedback; each leads to where it can be seen. */
import type { JSX } from "preact";
import type { Candidate } from "#shared/http/proposal.ts";
import { pointerLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/words.ts";
import { showField } from "./show-field.ts";

export interface ReceiptsProps {
  readonly candidate: Candidate;
  /** The book's language. */
  readonly lang: string;
}

export function Receipts({ candidate, lang }: ReceiptsProps): JSX.Element | null {
  const text = words.value.receipts;
  if (candidate.receipts.length === 0) return null;
  return (
    <ul class="receipts" aria-label={text.label}>
      {candidate.receipts.map((receipt, index) => (
        <li key={index}>
          <span class="tag">{text[receipt.status]}</span>
          <span lang={lang} dir="auto">
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
        </li>
      ))}
    </ul>
  );
}
