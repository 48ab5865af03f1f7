/** People whom a material names: shown when asked for, and ticked by the writer before one gets a card. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { itemsIn } from "#shared/content/walk.ts";
import { materialWords } from "../../i18n/material.words.ts";
import type { Material, Materials } from "../../models/material/materials.ts";
import { type FoundPerson, peopleIn } from "../../models/material/people.ts";
import type { Studio } from "../../models/studio/studio.ts";
import { Button } from "../controls/button.tsx";

export function PeopleInIt({
  studio,
  materials,
  material,
  onPeople,
}: {
  readonly studio: Studio;
  readonly materials: Materials;
  readonly material: Material;
  readonly onPeople: (names: readonly string[]) => void;
}): JSX.Element {
  const text = materialWords.value;
  const [found, setFound] = useState<readonly FoundPerson[] | null>(null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const look = async () => {
    const whole = await materials.text(material.material_id, null);
    if (whole !== null) setFound(peopleIn(whole, knownNames(studio, material)));
  };
  const tick = (name: string, isTicked: boolean) => {
    const next = isTicked ? [...ticked, name] : ticked.filter((other) => other !== name);
    setTicked(next);
    onPeople(next);
  };
  if (found === null) {
    return (
      <Button kind="quiet" onPress={() => void look()}>
        {text.people}
      </Button>
    );
  }
  if (found.length === 0) return <p class="muted">{text.noPeople}</p>;
  return (
    <fieldset class="material-people">
      <legend class="label">{text.peopleLead}</legend>
      {found.map(({ name, count }) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={ticked.includes(name)}
            onChange={(event) => tick(name, event.currentTarget.checked)}
          />
          <span dir="auto">{text.times(name, count)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Who has a card, or will have one by the map. */
function knownNames(studio: Studio, material: Material): readonly string[] {
  const stage = studio.session.state.value?.stages.CHARACTERS;
  const cards = (stage?.proposals ?? []).flatMap(({ candidates }) =>
    candidates.flatMap(({ content }) =>
      [...itemsIn(STAGE_FIELDS.CHARACTERS, content)].flatMap(({ item: { name } }) =>
        typeof name === "string" ? [name] : [],
      ),
    ),
  );
  const mapped = material.sections.filter(({ goes_to }) => goes_to === "character");
  return [...cards, ...mapped.map(({ heading }) => heading)];
}
