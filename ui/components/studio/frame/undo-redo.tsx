/** Undo and Redo, each saying what it would take back. */
import type { JSX } from "preact";
import { goingBackWords, undoneWord } from "../../../i18n/going-back.words.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";

export function UndoRedo({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const text = goingBackWords.value.undo;
  if (!state || (state.undo === null && state.redo === null)) return null;
  return (
    <>
      <Button
        kind="quiet"
        name={text.undoName(undoneWord(state.undo?.command_type ?? ""))}
        disabled={!state.available_commands.includes("UNDO")}
        onPress={() => void studio.session.send({ command_type: "UNDO", payload: {} })}
      >
        {text.undo}
      </Button>
      {state.redo === null ? null : (
        <Button
          kind="quiet"
          name={text.redoName(undoneWord(state.redo.command_type))}
          disabled={!state.available_commands.includes("REDO")}
          onPress={() => void studio.session.send({ command_type: "REDO", payload: {} })}
        >
          {text.redo}
        </Button>
      )}
    </>
  );
}
