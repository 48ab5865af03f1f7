/** A line that opens what programs have of the account; its code is fetched when it is opened. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { accountWords } from "../../i18n/account.words.ts";
import { words } from "../../i18n/words.ts";
import { Button } from "../controls/button.tsx";
import { onDemand } from "../controls/on-demand.tsx";

const Panel = onDemand<{ readonly id: string }>(
  async () => (await import("./programs-panel.tsx")).ProgramsPanel,
  { isApart: true, waiting: () => <p class="muted">{words.value.chrome.loading}</p> },
);

const PANEL = "programs";

export function Programs(): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p class="account-line">
        <Button kind="quiet" expanded={isOpen} controls={PANEL} onPress={() => setOpen(!isOpen)}>
          {accountWords.value.programs}
        </Button>
      </p>
      {isOpen ? <Panel id={PANEL} /> : null}
    </>
  );
}
