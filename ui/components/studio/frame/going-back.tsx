/** Changing one's mind: a confirmed stage is opened again, and a stale one is kept as it is. */
import { useSignal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SessionState } from "#shared/http/state.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { goingBackWords, undoneWord } from "../../../i18n/going-back.words.ts";
import { words } from "../../../i18n/words.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";

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
  const text = goingBackWords.value.reopen;
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

async function reopen(studio: Studio, stage: Stage): Promise<void> {
  const { outcome } = await studio.session.send({
    command_type: "REOPEN_STAGE",
    payload: { stage },
  });
  if (outcome === "accepted") studio.look(null);
}

function Stale({ studio, state, stage }: GoingBackProps): JSX.Element {
  const text = goingBackWords.value.stale;
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
function Changes(props: GoingBackProps): JSX.Element | null {
  const [view, setView] = useState<{ readonly of: ComponentType<GoingBackProps> } | null>(null);
  useEffect(() => {
    import("./stale-changes.tsx").then(
      ({ StaleChanges }) => setView({ of: StaleChanges }),
      () => undefined,
    );
  }, []);
  return view === null ? null : <view.of {...props} />;
}

function named(stages: readonly Stage[]): string {
  return stages.map((name) => words.value.stages[name]).join(goingBackWords.value.comma);
}

/** Undo and Redo, each saying what it would take back. */
export function UndoRedo({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const text = goingBackWords.value.undo;
  if (!state || (state.undo === null && state.redo === null)) return null;
  return (
    <>
      <Button
        kind="quiet"
        name={text.undoName(undoneWord(state.undo?.command_type ?? ""))}
        disabled={!state.available_commands.includes("UNDO")}
        onPress={() => void studio.session.send({ command_type: "UNDO", payload: {} })}
      >
        {text.undo}
      </Button>
      {state.redo === null ? null : (
        <Button
          kind="quiet"
          name={text.redoName(undoneWord(state.redo.command_type))}
          disabled={!state.available_commands.includes("REDO")}
          onPress={() => void studio.session.send({ command_type: "REDO", payload: {} })}
        >
          {text.redo}
        </Button>
      )}
    </>
  );
}
