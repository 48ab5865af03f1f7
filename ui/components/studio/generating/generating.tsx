/** What is being written: how far it is, and the text so far where it has a place. */
import type { JSX } from "preact";
import { wholeWords } from "../../../models/session/live-generation.ts";
import { letterOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { countOf, FollowedText, LiveCandidates } from "./live-text.tsx";
import { GeneratingStrip } from "./strip.tsx";

/** In this chunk for whoever asks for it alone. */
export { LiveCard } from "./live-text.tsx";

export interface GeneratingProps {
  readonly studio: Studio;
  /**
   * A first round is written where it will be read, as cards; a further one as texts in the bar at the
   * bottom, so that what the writer reads stays where it is; behind another view there is the bar alone.
   */
  readonly shows: "cards" | "texts" | "bar";
}

export function Generating({ studio, shows }: GeneratingProps): JSX.Element {
  const strip = <GeneratingStrip studio={studio} />;
  if (shows === "texts") {
    return (
      <div class="writing-now">
        {strip}
        <Texts studio={studio} />
      </div>
    );
  }
  return (
    <>
      {strip}
      {shows === "cards" ? <LiveCandidates studio={studio} /> : null}
    </>
  );
}

function Texts({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const live = studio.session.live.value;
  const pending = state?.pending_commands[0];
  // What is written for one card stands in that card.
  const inCard = studio.table.value !== null && studio.writingInto.value !== null;
  if (!state || !live || !pending || inCard) return null;
  return (
    <div class="writing-texts" aria-busy="true">
      {Array.from({ length: countOf(live, pending) }, (_, index) => (
        <FollowedText
          key={index}
          text={wholeWords(live.texts.get(index)?.text ?? "")}
          label={letterOf(index)}
          lang={state.language}
        />
      ))}
    </div>
  );
}
