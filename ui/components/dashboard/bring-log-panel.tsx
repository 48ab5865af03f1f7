/** A log's file is chosen, and why it did not become a book is said. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { logWords } from "../../i18n/log.words.ts";
import { type BroughtLog, createBringLog } from "../../models/app/bring-log.ts";
import { navigate } from "../../models/browser/router.ts";
import { failureWords } from "../page/failure-words.ts";

export function BringLogPanel(): JSX.Element {
  const model = useMemo(
    () => createBringLog((session_id) => navigate(`/sessions/${session_id}`)),
    [],
  );
  const text = logWords.value;
  const state = model.state.value;
  return (
    <div class="connect-how">
      <p>{text.lead}</p>
      <label>
        <span class="label">{text.file}</span>
        <input
          type="file"
          accept=".jsonl,application/jsonl"
          disabled={state.outcome === "reading"}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) void model.bring(file);
            // The same one may be chosen again.
            event.currentTarget.value = "";
          }}
        />
      </label>
      <p role="status">{said(state)}</p>
    </div>
  );
}

function said(state: BroughtLog): string {
  const text = logWords.value;
  switch (state.outcome) {
    case "asked":
      return "";
    case "reading":
      return text.reading;
    case "too large":
      return text.tooLarge;
    case "no log":
      return text.refused;
    case "refused at":
      return text.refusedAt(state.line);
    case "failed":
      return failureWords({ outcome: state.result });
  }
}
