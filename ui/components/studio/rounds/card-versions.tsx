/** "2 versions": the earlier ones of a card, each a press away. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio.words.ts";
import { letterOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import type { Card, Version } from "../../../models/studio/table.ts";

export interface CardVersionsProps {
  readonly studio: Studio;
  readonly card: Card;
  readonly shown: Version;
}

export function CardVersions({ studio, card, shown }: CardVersionsProps): JSX.Element | null {
  const count = card.versions.length;
  if (count < 2) return null;
  const text = words.value.round;
  const at = card.versions.indexOf(shown);
  const look = (next: number) => {
    const version = card.versions[next];
    if (!version) return;
    const first = card.versions[0].candidate.candidate_id;
    studio.lookedVersion.value = new Map(studio.lookedVersion.value).set(first, {
      candidate_id: version.candidate.candidate_id,
      versions: count,
    });
  };
  const letter = letterOf(card.place);
  return (
    <span class="card-versions" role="group" aria-label={text.versionsOf(letter)}>
      <span>{text.versions(count)}</span>
      {card.versions.map((version, index) => (
        <button
          key={version.candidate.candidate_id}
          type="button"
          class="tool"
          aria-pressed={index === at}
          aria-label={text.versionName(letter, index + 1)}
          onClick={() => look(index)}
        >
          {index + 1}
        </button>
      ))}
    </span>
  );
}
