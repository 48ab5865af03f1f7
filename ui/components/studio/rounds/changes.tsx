/** What the chosen candidate changed against the one it was made from; each leads to its field. */
import type { JSX } from "preact";
import { fieldLabel, pointerLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { inDocumentOrder, removedItems, valueBefore } from "../../../models/content/changes.ts";
import { fieldAt } from "../../../models/content/fields.ts";
import { plainText } from "../../../models/content/plain-text.ts";
import { pathOf, valueAt } from "../../../models/content/pointer.ts";
import { createReferences } from "../../../models/content/references.ts";
import { parentOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { DiffText } from "../document/diff-text.tsx";
import { showField } from "../document/show-field.ts";

export function Changes({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const stage = studio.stage.value;
  const chosen = studio.selection.value;
  const text = words.value;
  if (!state || !stage) return null;
  if (!chosen) {
    const nothingYet = studio.rounds.value.length === 0;
    return <p class="muted">{nothingYet ? text.inPanel.nothing : text.reasons.chooseFirst}</p>;
  }
  const { changed, content } = chosen.candidate;
  const before = parentOf(studio.rounds.value, chosen)?.content;
  const removed = before === undefined ? [] : removedItems(stage, before, content);
  const count = changed.length + removed.length;
  if (chosen.proposal.origin.parent_proposal_id === null && count === 0) {
    return <p class="muted">{text.inPanel.first}</p>;
  }
  if (count === 0) return <p class="muted">{text.inPanel.noChanges}</p>;
  const references = createReferences(state, stage, content);
  const lang = state.language;
  const plain = (value: unknown, pointer: string) => {
    if (value === undefined) return "";
    const field = fieldAt(stage, pathOf(pointer));
    if (field?.kind === "items" && !Array.isArray(value)) {
      return plainText(field, [value], references, (key) => fieldLabel(key));
    }
    // A pointer to one line of a list is that line, by its name where it is a reference.
    if (typeof value === "string" && field?.kind === "references") {
      return references.nameOf(field.to, value);
    }
    if (typeof value === "string" && field?.kind === "lines") return value;
    return field ? plainText(field, value, references, (key) => fieldLabel(key)) : "";
  };
  return (
    <div class="changes">
      <p class="label">{text.inPanel.changed(count)}</p>
      <ol>
        {removed.map(({ pointer, name, item }, index) => (
          <li key={`removed ${index}`}>
            <button type="button" class="tool change-link" onClick={() => showField(pointer)}>
              {pointerLabel(pointer)}
            </button>
            <p class="book diff" lang={lang} dir="auto">
              <span class="unseen">{text.compare.removed} </span>
              <del>{name ?? plain(item, pointer)}</del>
            </p>
          </li>
        ))}
        {inDocumentOrder(stage, changed).map((pointer) => (
          <li key={pointer}>
            <button type="button" class="tool change-link" onClick={() => showField(pointer)}>
              {pointerLabel(pointer)}
            </button>
            {before ? (
              <DiffText
                before={plain(valueBefore(before, content, pointer), pointer)}
                after={plain(valueAt(content, pointer), pointer)}
                lang={lang}
              />
            ) : (
              <p class="book" lang={lang} dir="auto">
                {plain(valueAt(content, pointer), pointer)}
              </p>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
