/** A line that opens what programs have of the account; its code is fetched when it is opened. */
import type { ComponentType, JSX } from "preact";
import { useState } from "preact/hooks";
import { accountWords } from "../../i18n/account.words.ts";
import { Button } from "../controls/button.tsx";

type Panel = ComponentType<{ readonly id: string }>;

const PANEL = "programs";

export function Programs(): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [panel, setPanel] = useState<{ readonly of: Panel } | null>(null);
  const toggle = () => {
    setOpen(!isOpen);
    if (panel !== null) return;
    import("./programs-panel.tsx").then(
      ({ ProgramsPanel }) => setPanel({ of: ProgramsPanel }),
      () => setOpen(false),
    );
  };
  return (
    <>
      <p class="account-line">
        <Button kind="quiet" expanded={isOpen} controls={PANEL} onPress={toggle}>
          {accountWords.value.programs}
        </Button>
      </p>
      {isOpen && panel !== null ? <panel.of id={PANEL} /> : null}
    </>
  );
}
