/** Changing one's mind: a confirmed stage is opened again, and a stale one is kept as it is. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { SessionState } from "#shared/session/state.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { pointerLabel } from "../../../i18n/labels.ts";
import { pastWords } from "../../../i18n/past.words.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { type Use, usedIn } from "../../../models/studio/used-in.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { onDemand } from "../../controls/on-demand.tsx";

export interface GoingBackProps {
  readonly studio: Studio;
  readonly state: SessionState;
  readonly stage: Stage;
}

/** Under the stage's head: what can be done about its being confirmed, or stale. */
export function GoingBack({ studio, state, stage }: GoingBackProps): JSX.Element | null {
  const { status } = state.stages[stage];
  if (status === "CONFIRMED" && state.available_commands.includes("REOPEN_STAGE")) {
    return <ChangeThis key={stage} studio={studio} state={state} stage={stage} />;
  }
  return status === "STALE" ? <Stale studio={studio} state={state} stage={stage} /> : null;
}

/** First what becomes stale by it, then the press that does it. */
function ChangeThis({ studio, state, stage }: GoingBackProps): JSX.Element {
  const asking = useSignal(false);
  const text = words.value.mindChanged.reopen;
  if (!asking.value) {
    return (
      <div class="notice">
        <p>{text.confirmed}</p>
        <Button
          onPress={() => {
            asking.value = true;
          }}
        >
          {text.changeThis}
        </Button>
      </div>
    );
  }
  const later = STAGES.slice(STAGES.indexOf(stage) + 1).filter((name) =>
    ["CONFIRMED", "STALE"].includes(state.stages[name].status),
  );
  const names = named(later);
  return (
    <div class="notice" role="status">
      <p>
        {later.length === 0 ? text.touchesNothing : text.touches(names)}
        {state.status === "COMPLETED" ? ` ${text.nextEdition}` : null}
      </p>
      <Uses state={state} opened={stage} later={later} />
      <Button onPress={() => void reopen(studio, stage)}>{text.openAgain}</Button>
      <Button
        kind="quiet"
        onPress={() => {
          asking.value = false;
        }}
      >
        {text.leave}
      </Button>
    </div>
  );
}

/** So many names a stage; the most used come first. */
const NAMES_SHOWN = 8;
const PLACES_SHOWN = 3;

/** Why they have to be looked at again: what of this stage is used where. */
function Uses(props: {
  readonly state: SessionState;
  readonly opened: Stage;
  readonly later: readonly Stage[];
}): JSX.Element | null {
  const { state, opened, later } = props;
  const text = pastWords.value;
  const used = usedIn(state, opened, later).filter(({ uses }) => uses.length > 0);
  if (used.length === 0) return null;
  return (
    <ul class="uses">
      {used.map(({ stage, uses }) => (
        <li key={stage}>
          {text.uses(words.value.stages[stage])}{" "}
          {uses.slice(0, NAMES_SHOWN).map(placesWords).join(text.comma)}
          {uses.length > NAMES_SHOWN ? "…" : ""}
        </li>
      ))}
    </ul>
  );
}

function placesWords({ name, pointers }: Use): string {
  const text = pastWords.value;
  const places = pointers.slice(0, PLACES_SHOWN).map(pointerLabel).join(text.comma);
  return text.usedAt(
    name,
    pointers.length > PLACES_SHOWN ? `${places} ${text.more(pointers.length)}` : places,
  );
}

async function reopen(studio: Studio, stage: Stage): Promise<void> {
  const { outcome } = await studio.session.send({
    command_type: "REOPEN_STAGE",
    payload: { stage },
  });
  if (outcome === "accepted") studio.look(null, stage);
}

function Stale({ studio, state, stage }: GoingBackProps): JSX.Element {
  const text = words.value.mindChanged.stale;
  return (
    <div class="notice" role="status">
      <p>{text.because(named(state.stages[stage].stale_because ?? []))}</p>
      <Button
        disabled={!state.available_commands.includes("KEEP_STAGE")}
        onPress={() => void studio.session.send({ command_type: "KEEP_STAGE", payload: { stage } })}
      >
        {text.keep}
      </Button>
      <Changes studio={studio} state={state} stage={stage} />
    </div>
  );
}

/** Fetched where a stage is stale. */
const Changes = onDemand<GoingBackProps>(
  async () => (await import("./stale-changes.tsx")).StaleChanges,
);

function named(stages: readonly Stage[]): string {
  return stages.map((name) => words.value.stages[name]).join(words.value.mindChanged.comma);
}
