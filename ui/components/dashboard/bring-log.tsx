/** "Bring a log": one quiet line under the shelf; what it needs is fetched when it is opened. */
import type { JSX } from "preact";
import { dashboardWords } from "../../i18n/dashboard.words.ts";
import { words } from "../../i18n/words.ts";
import { onDemand } from "../controls/on-demand.tsx";
import { Popover } from "../controls/popover.tsx";

const Panel = onDemand(async () => (await import("./bring-log-panel.tsx")).BringLogPanel, {
  isApart: true,
  waiting: () => <p class="connect-how">{words.value.chrome.loading}</p>,
});

export function BringLog(): JSX.Element {
  return (
    <Popover class="connect-model" label={dashboardWords.value.bringLog}>
      <Panel />
    </Popover>
  );
}
