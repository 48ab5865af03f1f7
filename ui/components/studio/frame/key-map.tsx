/** The table of keys, over the page while it is open. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../../i18n/studio-more.words.ts";
import { keysOn } from "../../../models/app/preferences.ts";
import { Button } from "../../controls/button.tsx";

export interface KeyMapProps {
  readonly onClose: () => void;
}

export function KeyMap({ onClose }: KeyMapProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const text = words.value;
  const { list } = text.keys;
  const rows: readonly (readonly [string, string])[] = [
    ["?", list.map],
    ["1 – 9", list.choose],
    ["J", list.next],
    ["K", list.previous],
    ["Enter", list.edit],
    ["L", list.lock],
    ["C", list.compare],
    ["F", list.feedback],
    ["R", list.regenerate],
    ["Ctrl Enter", list.send],
    ["Esc", list.restore],
  ];
  return (
    <dialog
      ref={dialog}
      class="key-map"
      aria-labelledby="key-map-title"
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === "?") onClose();
      }}
    >
      <h2 id="key-map-title" class="section-title">
        {text.keys.title}
      </h2>
      {keysOn.value ? null : <p class="muted">{text.keys.off}</p>}
      <dl>
        {rows.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Button onPress={onClose}>{text.chrome.close}</Button>
    </dialog>
  );
}
