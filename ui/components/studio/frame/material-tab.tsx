/** The place of the writer's own material in the panel: its code is fetched when it is looked at. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Studio } from "../../../models/studio/studio.ts";

interface Props {
  readonly studio: Studio;
}

export function MaterialTab(props: Props): JSX.Element {
  const [panel, setPanel] = useState<{ readonly of: ComponentType<Props> } | null>(null);
  useEffect(() => {
    import("../../material/material-panel.tsx").then(
      ({ MaterialPanel }) => setPanel({ of: MaterialPanel }),
      () => undefined,
    );
  }, []);
  return panel === null ? <p class="muted">…</p> : <panel.of {...props} />;
}
