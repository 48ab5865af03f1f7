/** The interface's language, light or dark, and whether single keys act; fetched when it is opened. */
import type { JSX } from "preact";
import { words } from "../../i18n/words.ts";
import { Icon } from "../controls/icon.tsx";
import { onDemand } from "../controls/on-demand.tsx";
import { Popover } from "../controls/popover.tsx";

const Sheet = onDemand<object>(
  async () => (await import("./preferences-sheet.tsx")).PreferencesSheet,
);

export function PreferencesMenu(): JSX.Element {
  const text = words.value.chrome;
  return (
    <Popover
      label={
        <>
          <Icon name="display" />
          <span class="display-word">{text.display}</span>
        </>
      }
      name={text.displayName}
      align="end"
    >
      <Sheet />
    </Popover>
  );
}
