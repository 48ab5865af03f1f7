/** Where else this book is open: a line for each other window, and nothing to press. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { presenceWords } from "../../../i18n/presence.words.ts";
import { words } from "../../../i18n/studio.words.ts";
import { createPresence, type OtherWindow } from "../../../models/presence/presence.ts";
import type { Studio } from "../../../models/studio/studio.ts";

export function Presence({ studio }: { readonly studio: Studio }): JSX.Element {
  const model = useMemo(() => createPresence(studio.session.session_id, studio.stage), [studio]);
  useEffect(() => {
    model.start();
    return model.stop;
  }, [model]);
  // Always there: a reader of the page hears what is put into it.
  return (
    <div role="status" class="muted presence" translate={false}>
      {model.others.value.map((other) => (
        <p key={other.window_id}>{lineOf(other)}</p>
      ))}
    </div>
  );
}

function lineOf(other: OtherWindow): string {
  const text = presenceWords.value;
  const where = placeOf(other);
  if (other.stage === null) return text.open(where);
  const stage = words.value.stages[other.stage];
  return other.is_editing ? text.editing(where, stage) : text.looking(where, stage);
}

function placeOf({ is_same_browser, device }: OtherWindow): string {
  const text = presenceWords.value;
  if (is_same_browser) return text.here;
  if (device === null) return text.elsewhere;
  if (/iPhone|Android/.test(device)) return text.phone(device);
  return device.includes("iPad") ? text.tablet(device) : text.computer(device);
}
