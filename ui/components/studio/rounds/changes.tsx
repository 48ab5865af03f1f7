/** What the chosen candidate changed against the one it was made from; each leads to its field. */
import type { JSX } from "preact";
import { fieldLabel, pointerLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/words.ts";
import { fieldAt } from "../../../models/content/fields.ts";
import { plainText } from "../../../models/content/plain-text.ts";
import { pathOf, valueAt } from "../../../models/content/pointer.ts";
import { createReferences } from "../../../models/content/references.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { DiffText } from "./diff-text.tsx";
import { showField } from "../document/show-field.ts";

export function Changes({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const stage = studio.stage.value;
  const chosen = studio.selection.value;
  const text = words.value;
  if (!state || !stage) return null;
  if (!chosen) {
    const nothingYet = studio.rounds.value.length === 0;
    return <p class="muted">{nothingYet ? text.panel.nothing : text.reasons.chooseFirst}</p>;
  }
  const { changed, content } = chosen.candidate;
  const parentId = chosen.proposal.origin.parent_proposal_id;
  if (parentId === null && changed.length === 0) return <p class="muted">{text.panel.first}</p>;
  if (changed.length === 0) return <p class="muted">{text.panel.noChanges}</p>;
  const parent = studio.rounds.value.find((proposal) => proposal.proposal_id === parentId);
  // Of several candidates it is not said which one this was made from.
  const before = parent?.candidates.length === 1 ? parent.candidates[0]?.content : undefined;
  const references = createReferences(state, stage, content);
  return (
    <div class="changes">
      <p class="label">{text.panel.changed(changed.length)}</p>
      <ol>
        {changed.map((pointer) => {
          const field = fieldAt(stage, pathOf(pointer));
          const plain = (from: unknown) => {
            const value = valueAt(from, pointer);
            if (typeof value === "string" || typeof value === "number") return String(value);
            // A pointer to one item of a list shows that item.
            const shown =
              field?.kind === "items" && !Array.isArray(value) ? [value] : (value ?? undefined);
            return field ? plainText(field, shown, references, (key) => fieldLabel(key)) : "";
          };
          return (
            <li key={pointer}>
              <button type="button" class="tool change-link" onClick={() => showField(pointer)}>
                {pointerLabel(pointer)}
              </button>
              {before ? (
                <DiffText before={plain(before)} after={plain(content)} lang={state.language} />
              ) : (
                <p class="book" lang={state.language}>
                  {plain(content)}
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
