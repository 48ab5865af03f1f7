/** At the end of the studio's top bar: saved, generator, cost. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio.words.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { ConnectModel } from "../../connect-model.tsx";
import { Icon } from "../../controls/icon.tsx";
import { selectionOf } from "../../../models/studio/rounds.ts";
import { hasUnsaved } from "../../../models/studio/unsaved.ts";
import { CostPopover } from "./cost-popover.tsx";

export function TopLine({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const { session } = studio;
  const state = session.state.value;
  if (!state) return null;
  const text = words.value.session;
  const connection = session.connection.value;
  const saving = session.sending.value.size > 0;
  const offline = connection === "offline";
  const isTyped = hasUnsaved(session.drafts.typed.value, studio.writing.value, (stage) => {
    const of = state.stages[stage];
    const chosen = selectionOf(of.proposals, session.working(stage));
    return (chosen?.candidate ?? of.accepted)?.content ?? null;
  });
  const status = saving
    ? text.saving
    : isTyped
      ? text.unsaved
      : connection === "live" || connection === "connecting"
        ? text.saved
        : text.connection[connection];
  return (
    <>
      <span translate={false} class={`saved-line label${offline ? " offline" : ""}`}>
        <Icon name={offline ? "offline" : isTyped ? "edit" : "check"} />
        <span class="saved-word">{status}</span>
      </span>
      <span class="generator-line label">
        {state.generator.kind === "sample" ? (
          <ConnectModel label={text.generatorSample} align="end" />
        ) : (
          <ConnectModel
            label={state.generator.model ?? state.generator.host ?? ""}
            align="end"
            isConnected
          />
        )}
      </span>
      {state.generator.kind === "sample" && state.budget.limit_usd === null ? null : (
        <span class="cost-line label">
          <CostPopover studio={studio} />
        </span>
      )}
    </>
  );
}
