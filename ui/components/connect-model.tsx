/** "Samples · connect a model": one quiet line; its panel is fetched when it is opened. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { words } from "../i18n/words.ts";
import { Popover } from "./controls/popover.tsx";

interface PanelProps {
  readonly onChanged?: () => void;
}

export function ConnectModel({
  label,
  align = "start",
  isConnected = false,
  onChanged,
}: PanelProps & {
  /** What writes now; absent: not known. */
  readonly label?: string;
  readonly align?: "start" | "end";
  /** A model writes: the label alone leads to its settings. */
  readonly isConnected?: boolean;
}): JSX.Element {
  const { connect } = words.value.dashboard;
  const said = isConnected
    ? [label ?? connect]
    : label === undefined
      ? [connect]
      : [label, connect];
  return (
    <Popover class="connect-model" align={align} label={said.join(" · ")}>
      <Panel {...(onChanged === undefined ? {} : { onChanged })} />
    </Popover>
  );
}

function Panel(props: PanelProps): JSX.Element {
  const [panel, setPanel] = useState<{ readonly of: ComponentType<PanelProps> } | null>(null);
  useEffect(() => {
    import("./model/connect-panel.tsx").then(
      ({ ConnectPanel }) => setPanel({ of: ConnectPanel }),
      () => undefined,
    );
  }, []);
  return panel === null ? <p class="connect-how">…</p> : <panel.of {...props} />;
}
