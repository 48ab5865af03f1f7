/** A round's candidates as equal cards, their facts aligned in rows so that eyes can compare. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Proposal } from "#shared/http/proposal.ts";
import { fieldLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/words.ts";
import { recordsIn } from "../../../models/content/field-text.ts";
import { isSample, letterOf, textOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { Icon } from "../../controls/icon.tsx";
import { SampleTag } from "../../controls/sample-tag.tsx";
import { originWords } from "./origin.ts";

export interface ConceptCardsProps {
  readonly studio: Studio;
  readonly proposal: Proposal;
  readonly lang: string;
}

export function ConceptCards({ studio, proposal, lang }: ConceptCardsProps): JSX.Element {
  return (
    <ol class="cards" data-candidates="">
      {proposal.candidates.map((candidate, index) => (
        <li key={candidate.candidate_id} class="card-place">
          <ConceptCard studio={studio} proposal={proposal} index={index} lang={lang} />
        </li>
      ))}
    </ol>
  );
}

function ConceptCard({
  studio,
  proposal,
  index,
  lang,
}: ConceptCardsProps & { readonly index: number }): JSX.Element | null {
  const [opened, setOpened] = useState(false);
  const candidate = proposal.candidates[index];
  if (!candidate) return null;
  const text = words.value;
  const { content } = candidate;
  const letter = letterOf(index);
  const title = textOf(content, "title");
  const chosen = studio.selection.value?.candidate.candidate_id === candidate.candidate_id;
  const facts = recordsIn(content.facts);
  return (
    <article
      class={`card concept-card${chosen ? " chosen" : ""}${opened ? " opened" : ""}`}
      aria-label={`${letter} ${title}`}
      data-candidate={candidate.candidate_id}
    >
      <header class="card-head">
        <span class="card-letter">{letter}</span>
        <span class="label" lang={lang}>
          {textOf(content, "angle")}
        </span>
        {chosen ? (
          <span class="chosen-word">
            <Icon name="check" />
            {text.actions.chosen}
          </span>
        ) : null}
      </header>
      <h3 class="card-title" lang={lang}>
        {title}
      </h3>
      <p class="card-logline book" lang={lang}>
        {textOf(content, "logline")}
      </p>
      {facts.map((fact, at) => (
        <div class="card-fact" key={at} lang={lang}>
          <span class="label">{textOf(fact, "label")}</span>
          <p>{textOf(fact, "text")}</p>
        </div>
      ))}
      <div class="card-why" lang={lang}>
        <span class="label" lang={undefined}>
          {fieldLabel("why")}
        </span>
        <p>{textOf(content, "why")}</p>
      </div>
      <p class="card-origin label">
        {isSample(proposal, candidate) ? <SampleTag /> : null}
        {originWords(proposal)}
      </p>
      <div class="card-actions">
        <Button
          pressed={chosen}
          name={text.actions.chooseName(letter, title)}
          onPress={() => studio.choose(proposal, index)}
        >
          {text.actions.choose}
          {chosen ? <Icon name="check" /> : null}
        </Button>
        <Button
          kind="quiet"
          disabled={!studio.allows("REGENERATE_PROPOSAL")}
          describedBy="why-disabled"
          name={text.actions.regenerateOne(letter)}
          onPress={() => studio.regenerate({ proposal, index })}
        >
          {text.actions.regenerate}
        </Button>
        <Button
          kind="quiet"
          class="card-open"
          expanded={opened}
          name={`${opened ? text.actions.fold : text.actions.open} ${letter}`}
          onPress={() => setOpened(!opened)}
        >
          {opened ? text.actions.fold : text.actions.open}
        </Button>
      </div>
    </article>
  );
}
