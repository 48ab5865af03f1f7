/** On a small screen: the stage's tools, fetched when they are opened. */
import type { JSX } from "preact";
import { goingBackWords, undoneWord } from "../../../i18n/going-back.words.ts";
import { pastWords } from "../../../i18n/past.words.ts";
import { words } from "../../../i18n/studio.words.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { openBranches } from "../branches/branches.tsx";
import { panelWord, toggleCompare } from "./stage-tools.ts";

export interface MoreMenuProps {
  readonly studio: Studio;
  readonly onKeys: () => void;
  readonly close: () => void;
}

export function MoreMenu({ studio, onKeys, close }: MoreMenuProps): JSX.Element {
  const text = words.value.actions;
  const back = goingBackWords.value.undo;
  const state = studio.session.state.value;
  const undo = (command_type: "UNDO" | "REDO") => () =>
    void studio.session.send({ command_type, payload: {} });
  const tools: readonly (readonly [string, () => void])[] = [
    ...(studio.allows("REGENERATE_PROPOSAL")
      ? ([[text.regenerate, () => studio.regenerate()]] as const)
      : []),
    ...(state?.undo && state.available_commands.includes("UNDO")
      ? ([[back.undoName(undoneWord(state.undo.command_type)), undo("UNDO")]] as const)
      : []),
    ...(state?.redo && state.available_commands.includes("REDO")
      ? ([[back.redoName(undoneWord(state.redo.command_type)), undo("REDO")]] as const)
      : []),
    [text.compare, () => toggleCompare(studio)],
    [pastWords.value.ifHere, () => openBranches()],
    [
      panelWord(studio),
      () => {
        studio.panelOpen.value = true;
      },
    ],
    [text.keys, onKeys],
  ];
  return (
    <div class="menu">
      {tools.map(([word, act]) => (
        <Button
          key={word}
          kind="quiet"
          onPress={() => {
            close();
            act();
          }}
        >
          {word}
        </Button>
      ))}
    </div>
  );
}
