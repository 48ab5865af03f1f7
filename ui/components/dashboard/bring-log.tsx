/** "Bring a log": one quiet line under the shelf; what it needs is fetched when it is opened. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { dashboardWords } from "../../i18n/dashboard.words.ts";
import { Popover } from "../controls/popover.tsx";

export function BringLog(): JSX.Element {
  return (
    <Popover class="connect-model" label={dashboardWords.value.bringLog}>
      <Panel />
    </Popover>
  );
}

function Panel(): JSX.Element {
  const [panel, setPanel] = useState<{ readonly of: ComponentType } | null>(null);
  useEffect(() => {
    import("./bring-log-panel.tsx").then(
      ({ BringLogPanel }) => setPanel({ of: BringLogPanel }),
      () => undefined,
    );
  }, []);
  return panel === null ? <p class="connect-how">…</p> : <panel.of />;
}
