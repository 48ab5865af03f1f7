/** "Samples · connect a model": one quiet line; its panel is fetched when it is opened. */
import type { JSX } from "preact";
import { words } from "../i18n/words.ts";
import { onDemand } from "./controls/on-demand.tsx";
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
  const { connect } = words.value.chrome;
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

const Panel = onDemand<PanelProps>(
  async () => (await import("./model/connect-panel.tsx")).ConnectPanel,
  { waiting: () => <p class="connect-how">…</p> },
);
