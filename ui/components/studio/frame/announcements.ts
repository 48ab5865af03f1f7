/** What the live region says of a generation: its start, each finished candidate, its end. */
import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../../i18n/studio.words.ts";
import { announce } from "../../../models/app/announce.ts";
import { letterOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";

export function useAnnouncements(studio: Studio): void {
  useEffect(() => {
    let command: string | null = null;
    let done = 0;
    let opened = false;
    return effect(() => {
      const state = studio.session.state.value;
      const live = studio.session.live.value;
      if (!state) return;
      const said = words.value.generating.said;
      if (live && live.command_id !== command) {
        command = live.command_id;
        done = live.candidates_done;
        if (opened) announce(said.started);
      } else if (live && live.candidates_done > done) {
        done = live.candidates_done;
        if (live.candidates_total > 1) announce(said.candidate(letterOf(done - 1)));
      } else if (!live && command !== null) {
        const ended = command;
        command = null;
        const newest = state.stages[state.current_stage].proposals.at(-1);
        announce(
          state.last_error?.command_id === ended
            ? said.failed
            : newest?.origin.stopped || (newest === undefined && !state.is_pending)
              ? said.stopped
              : said.ended,
        );
      }
      opened = true;
    });
  }, [studio]);
}
