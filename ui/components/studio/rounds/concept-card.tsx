/** One candidate: choose in the head, and a press anywhere on the card does the same. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { fieldLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio.words.ts";
import { recordsIn } from "../../../models/content/field-text.ts";
import { isSample, letterOf, textOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import type { Card, Version } from "../../../models/studio/table.ts";
import { Button } from "../../controls/button.tsx";
import { Icon } from "../../controls/icon.tsx";
import { SampleTag } from "../../controls/sample-tag.tsx";
import { LiveCard } from "../parts.ts";
import { CardVersions } from "./card-versions.tsx";
import { originWords } from "../document/origin.ts";

export interface ConceptCardProps {
  readonly studio: Studio;
  readonly card: Card;
  readonly version: Version;
  readonly lang: string;
}

export function ConceptCard({ studio, card, version, lang }: ConceptCardProps): JSX.Element {
  const [opened, setOpened] = useState(false);
  const { proposal, candidate, index } = version;
  const text = words.value;
  const { content } = candidate;
  const letter = letterOf(card.place);
  const title = textOf(content, "title");
  const chosen = studio.selection.value?.candidate.candidate_id === candidate.candidate_id;
  const choosable = studio.choosable.value;
  const confirmed = studio.stageState.value?.status === "CONFIRMED";
  const into = studio.writingInto.value;
  // What is written for it lies over it: the others stay where they are.
  const isRewritten = card.versions.some((one) => one.candidate.candidate_id === into);
  const choose = () => studio.choose(proposal, index);
  return (
    <>
      <article
        inert={isRewritten}
        class={`card concept-card${chosen ? " chosen" : ""}${opened ? " opened" : ""}${choosable && !chosen ? " choosable" : ""}`}
        aria-label={`${letter} ${title}`}
        data-candidate={candidate.candidate_id}
        onClick={(event) => {
          // Pressing a button of the card is that button; selecting text to copy is no choice.
          if (event.target instanceof Element && event.target.closest("button, a, summary")) return;
          if (window.getSelection()?.isCollapsed !== false) choose();
        }}
      >
        <header class="card-head">
          <span class="card-letter">{letter}</span>
          {chosen ? (
            <span class="chosen-word">
              <Icon name="check" />
              {confirmed ? text.stageStatus.CONFIRMED : text.actions.chosen}
            </span>
          ) : null}
          {choosable ? (
            <Button
              class="card-choose"
              pressed={chosen}
              name={text.actions.chooseName(letter, title)}
              onPress={choose}
            >
              {text.actions.choose}
              {chosen ? <Icon name="check" /> : null}
            </Button>
          ) : null}
        </header>
        <p class="label card-angle" lang={lang} dir="auto">
          {textOf(content, "angle")}
        </p>
        <h3 class="card-title" lang={lang} dir="auto">
          {title}
        </h3>
        <p class="card-logline book" lang={lang} dir="auto">
          {textOf(content, "logline")}
        </p>
        {recordsIn(content.facts).map((fact, at) => (
          <div class="card-fact" key={at} lang={lang} dir="auto">
            <span class="label">{textOf(fact, "label")}</span>
            <p>{textOf(fact, "text")}</p>
          </div>
        ))}
        <div class="card-why">
          <span class="label">{fieldLabel("why")}</span>
          <p lang={lang} dir="auto">
            {textOf(content, "why")}
          </p>
        </div>
        <div class="card-origin label">
          {isSample(proposal, candidate) ? <SampleTag /> : null}
          {originWords(proposal)}
          <CardVersions studio={studio} card={card} shown={version} />
        </div>
        <div class="card-actions">
          {choosable ? (
            <Button
              kind="quiet"
              disabled={!studio.allows("REGENERATE_PROPOSAL")}
              describedBy="why-disabled"
              name={text.actions.regenerateOne(letter)}
              onPress={() => studio.regenerate({ proposal, index })}
            >
              {text.actions.regenerate}
            </Button>
          ) : null}
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
      {isRewritten ? <LiveCard studio={studio} letter={letter} /> : null}
    </>
  );
}
