/** A stage with nothing in it and nothing under way: the doors at first, later a fresh start. */
import type { JSX } from "preact";
import type { SessionState } from "#shared/session/state.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { Doors } from "../../dashboard/doors.tsx";
import { costWords } from "../decision/cost-words.ts";
import { KeptText } from "./kept-text.tsx";
import { reasonAgainst } from "../presses/reasons.ts";

export interface EmptyStageProps {
  readonly studio: Studio;
  readonly state: SessionState;
}

/** There is no round yet, whose tools would lead there. */
function openMaterial(studio: Studio): void {
  studio.panelTab.value = "material";
  studio.panelOpen.value = true;
}

export function EmptyStage({ studio, state }: EmptyStageProps): JSX.Element {
  const text = words.value;
  const { session } = studio;
  const failed = state.last_error !== null;
  const stage = state.current_stage;
  const kept = failed ? null : state.stages[stage].kept_text;
  const begun = session.drafts.read(`write.${stage}`).value !== "";
  const write = (
    <Button
      onPress={() => {
        studio.writing.value = true;
      }}
    >
      {begun ? text.write.goOn : text.actions.writeMyself}
    </Button>
  );
  if (stage === "CONCEPT_SELECTION") {
    return (
      <section class="empty-stage">
        <Doors
          drafts={session.drafts}
          language={state.language}
          reason={reasonAgainst(studio, "REQUEST_INSPIRATION")}
          primary={!failed}
          onInspire={(genre, hints) =>
            void session.send({
              command_type: "REQUEST_INSPIRATION",
              payload: {
                ...(genre === null ? {} : { genre }),
                ...(hints === null ? {} : { hints }),
              },
            })
          }
          onIdea={(idea) => void session.send({ command_type: "SUBMIT_IDEA", payload: { idea } })}
        />
        {failed ? null : (
          <p class="decision-buttons">
            {write}
            <Button kind="quiet" onPress={() => openMaterial(studio)}>
              {text.empty.material}
            </Button>
          </p>
        )}
        <KeptText text={kept} lang={state.language} />
      </section>
    );
  }
  if (failed) return <></>;
  const reason = reasonAgainst(studio, "REGENERATE_PROPOSAL");
  return (
    <section class="empty-stage">
      <h3 class="section-title">{text.empty.title}</h3>
      <p class="muted">{kept === null ? text.empty.lead : text.empty.stopped}</p>
      <div class="decision-buttons">
        <Button
          kind="primary"
          disabled={reason !== null}
          describedBy="empty-reason"
          onPress={() => studio.regenerate()}
        >
          {text.actions.regenerate}
        </Button>
        {write}
      </div>
      <p class="label" id="empty-reason">
        {reason ?? costWords(state)}
      </p>
      <KeptText text={kept} lang={state.language} />
    </section>
  );
}
