/** One material: its map, which the writer corrects, and a press for each stage that something would go to. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { DESTINATIONS, DESTINATION_STAGE } from "#shared/material/destinations.ts";
import { type Stage, STAGES } from "#shared/stages.ts";
import { materialWords } from "../../i18n/material.words.ts";
import { at } from "../../models/browser/place.ts";
import { words } from "../../i18n/words.ts";
import type { Material, MaterialSummary, Materials } from "../../models/material/materials.ts";
import { API_BASE } from "../../models/browser/api.ts";
import type { Studio } from "../../models/studio/studio.ts";
import { Button } from "../controls/button.tsx";
import { PeopleInIt } from "./people-in-it.tsx";
import { VoiceOfIt } from "./voice-of-it.tsx";

interface EntryProps {
  readonly studio: Studio;
  readonly materials: Materials;
  readonly summary: MaterialSummary;
}

export function MaterialEntry({ studio, materials, summary }: EntryProps): JSX.Element {
  const text = materialWords.value;
  const { material_id, name, left_out } = summary;
  const map = materials.maps.value.get(material_id);
  const [people, setPeople] = useState<readonly string[]>([]);
  // What was just brought in has its map already: it is what the writer goes on with.
  const [isNew] = useState(map !== undefined);
  const summaryLine = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isNew) summaryLine.current?.focus();
  }, [isNew]);
  const file = `${API_BASE}/sessions/${studio.session.session_id}/materials/${material_id}/file`;
  return (
    <li class="material-entry">
      <details
        open={isNew}
        onToggle={(event) => event.currentTarget.open && void materials.open(material_id)}
      >
        <summary ref={summaryLine}>
          <span dir="auto">{name}</span> <span class="muted">{text.chars(summary.chars)}</span>
        </summary>
        <div class="material-open">
          {left_out.length === 0 ? null : (
            <p class="label">
              {text.leftOut}: {left_out.map((what) => text.leftOuts[what]).join(" · ")}
            </p>
          )}
          {map === undefined ? null : (
            <>
              <SectionMap materials={materials} material={map} />
              <PeopleInIt
                studio={studio}
                materials={materials}
                material={map}
                onPeople={setPeople}
              />
              <Placing studio={studio} materials={materials} material={map} people={people} />
              <VoiceOfIt studio={studio} materials={materials} material={map} />
            </>
          )}
          <p class="material-end">
            <a class="button quiet" href={at(file)} download={name}>
              {text.file}
            </a>
            <Removing name={name} onRemove={() => void materials.remove(material_id)} />
          </p>
        </div>
      </details>
    </li>
  );
}

/** It does not come back: a second press does it. */
function Removing({
  name,
  onRemove,
}: {
  readonly name: string;
  readonly onRemove: () => void;
}): JSX.Element {
  const text = materialWords.value;
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    return (
      <Button kind="quiet" name={text.removeName(name)} onPress={() => setAsked(true)}>
        {text.remove}
      </Button>
    );
  }
  return (
    <>
      <Button onPress={onRemove}>{text.removeNow}</Button>
      <Button kind="quiet" onPress={() => setAsked(false)}>
        {text.keep}
      </Button>
    </>
  );
}

/** Rows that are there at once; a novel may have thousands. */
const ROWS = 60;

function SectionMap({
  materials,
  material,
}: {
  readonly materials: Materials;
  readonly material: Material;
}): JSX.Element {
  const text = materialWords.value;
  const [shown, setShown] = useState(ROWS);
  const rest = material.sections.length - shown;
  return (
    <>
      <ul class="material-map">
        {material.sections.slice(0, shown).map((section) => (
          <SectionRow
            key={section.section_id}
            materials={materials}
            material_id={material.material_id}
            section={section}
          />
        ))}
      </ul>
      {rest > 0 ? (
        <Button kind="quiet" onPress={() => setShown(shown + ROWS)}>
          {text.more(Math.min(rest, ROWS))}
        </Button>
      ) : null}
    </>
  );
}

function SectionRow({
  materials,
  material_id,
  section,
}: {
  readonly materials: Materials;
  readonly material_id: string;
  readonly section: Material["sections"][number];
}): JSX.Element {
  const text = materialWords.value;
  const [read, setRead] = useState<string | null>(null);
  const heading = section.heading === "" ? text.start : section.heading;
  const look = async () =>
    setRead(read === null ? await materials.text(material_id, section.section_id) : null);
  return (
    <li style={{ paddingInlineStart: `${Math.max(0, Math.min(section.level, 5) - 1) * 12}px` }}>
      <span class="material-heading" dir="auto">
        {heading}
      </span>
      <select
        class="box one-line"
        aria-label={text.goesTo(heading)}
        value={section.goes_to}
        onChange={({ currentTarget: { value } }) => {
          const goes_to = DESTINATIONS.find((name) => name === value);
          if (goes_to !== undefined) void materials.send(material_id, section.section_id, goes_to);
        }}
      >
        {DESTINATIONS.map((name) => (
          <option key={name} value={name}>
            {text.destinations[name]}
          </option>
        ))}
      </select>
      <Button
        kind="quiet"
        name={text.named(read === null ? text.look : text.close, heading)}
        expanded={read !== null}
        onPress={() => void look()}
      >
        {read === null ? text.look : text.close}
      </Button>
      {read === null ? null : (
        <pre class="material-text book" dir="auto" tabIndex={0} role="region" aria-label={heading}>
          {read}
        </pre>
      )}
    </li>
  );
}

function Placing({
  studio,
  materials,
  material,
  people,
}: Omit<EntryProps, "summary"> & {
  readonly material: Material;
  readonly people: readonly string[];
}): JSX.Element | null {
  const text = materialWords.value;
  const state = studio.session.state.value;
  const count = (stage: Stage) =>
    material.sections.filter(({ goes_to }) => DESTINATION_STAGE[goes_to] === stage).length +
    (stage === "CHARACTERS" ? people.length : 0);
  const place = async (stage: Stage) => {
    const from = studio.stage.value;
    const sent = await materials.place(
      material.material_id,
      stage,
      stage === "CHARACTERS" ? people : [],
    );
    // A drawer gives way to the stage, or to what went wrong.
    studio.panelOpen.value = false;
    if (sent.outcome === "accepted") studio.look(stage, from);
  };
  const isFree = state?.available_commands.includes("PLACE_MATERIAL") === true;
  const stages = STAGES.filter((stage) => count(stage) > 0);
  if (stages.length === 0) return null;
  return (
    <div class="material-placing">
      <p class="label">{text.placing}</p>
      {isFree ? null : <p class="label">{text.cannotPlace}</p>}
      {stages.map((stage) => {
        const name = words.value.stages[stage];
        const isConfirmed = state?.stages[stage].status === "CONFIRMED";
        return (
          <div key={stage} class="material-place">
            <Button disabled={!isFree || isConfirmed} onPress={() => void place(stage)}>
              {text.place(name, count(stage))}
            </Button>
            {isConfirmed ? <p class="label">{text.confirmed(name)}</p> : null}
          </div>
        );
      })}
    </div>
  );
}
