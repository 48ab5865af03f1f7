/** One candidate as a document: its head, then its stage's fields in their order. */
import type { ComponentChildren, JSX } from "preact";
import type { Candidate, Proposal } from "#shared/session/proposal.ts";
import type { Stage } from "#shared/stages.ts";
import { fieldLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio.words.ts";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { createReferences } from "../../../models/content/references.ts";
import { isSample, originAt, textOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { SampleTag } from "../../controls/sample-tag.tsx";
import type { DocumentContext } from "./document-context.ts";
import { FieldBlock } from "./field-block.tsx";
import { Receipts } from "../parts.ts";
import { originWords } from "./origin.ts";

export interface CandidateDocumentProps {
  readonly studio: Studio;
  readonly stage: Stage;
  readonly proposal: Proposal;
  readonly candidate: Candidate;
  readonly locked: readonly string[];
  readonly editable: boolean;
  /** Stands before the title: a letter, tabs. */
  readonly children?: ComponentChildren;
}

export function CandidateDocument(props: CandidateDocumentProps): JSX.Element | null {
  const { studio, stage, proposal, candidate, locked, editable } = props;
  const state = studio.session.state.value;
  if (!state) return null;
  const text = words.value;
  // The header says where the document is from; a field says it where it is from elsewhere.
  const mainOrigin = originAt(candidate, "");
  const context: DocumentContext = {
    studio,
    stage,
    content: candidate.content,
    originAt: (pointer) => {
      const kind = originAt(candidate, pointer);
      return kind === mainOrigin ? null : kind;
    },
    locked,
    changed: new Set(candidate.changed),
    references: createReferences(state, stage, candidate.content),
    lang: state.language,
    editable,
  };
  return (
    <article
      class={`document${stage === "CONCEPT_SELECTION" ? " two-columns" : ""}`}
      data-document={candidate.candidate_id}
    >
      <header class="document-head">
        <h3 class="unseen" lang={state.language} dir="auto">
          {textOf(candidate.content, "title")}
        </h3>
        {props.children}
        <p class="label document-origin">
          {isSample(proposal, candidate) ? <SampleTag /> : null}
          {originWords(proposal)}
        </p>
        {locked.length > 0 ? (
          <p class="label locks-line">
            <span>
              {text.locks.count(locked.length)} · {text.locks.keep}
            </span>
            <Button
              kind="quiet"
              disabled={!studio.allows("REGENERATE_PROPOSAL")}
              describedBy="why-disabled"
              onPress={() =>
                studio.regenerate({ proposal, index: proposal.candidates.indexOf(candidate) })
              }
            >
              {text.actions.regenerateRest}
            </Button>
          </p>
        ) : null}
        {/* What is chosen has its receipt in the dock. */}
        {candidate.receipts.length === 0 ||
        studio.selection.value?.candidate === candidate ? null : (
          <Receipts studio={studio} state={state} candidate={candidate} />
        )}
      </header>
      <div class="document-fields">
        {Object.entries(STAGE_FIELDS[stage]).map(([key, field]) => (
          <FieldBlock
            key={key}
            context={context}
            field={field}
            pointer={`/${key}`}
            label={fieldLabel(key)}
            name={key}
            value={candidate.content[key]}
          />
        ))}
      </div>
    </article>
  );
}
