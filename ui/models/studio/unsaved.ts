/** What of a book is typed and not saved: it is the device's alone until its box is left or sent. Pure. */
import { isStage, type Stage } from "#shared/stages.ts";
import { type Content, hasPlace } from "../content/pointer.ts";

/** Boxes (session/drafts.ts) whose text becomes part of the book; what is asked of a model does not. */
const OF_THE_BOOK = /^(?:brief|answer|told)\./;
const OF_A_PLACE = /^(?:edit|new)\.(\w+)\.(.*)/;
/** A stage written by hand is said in its form, and kept there for as long as it has gaps. */
const OF_THE_FORM = /^write\./;

/**
 * @param typed boxes with text @param isWriting a stage's form is open
 * @param contentOf what is chosen of a stage, null where nothing is
 */
export function hasUnsaved(
  typed: ReadonlySet<string>,
  isWriting: boolean,
  contentOf: (stage: Stage) => Content | null,
): boolean {
  // The box of an item that is gone is gone with it, and nobody can save what is in it.
  return [...typed].some((box) => {
    const [, stage, pointer = ""] = OF_A_PLACE.exec(box) ?? [];
    const content = isStage(stage) && contentOf(stage);
    if (content) return hasPlace(content, pointer);
    return stage !== undefined || OF_THE_BOOK.test(box) || (isWriting && OF_THE_FORM.test(box));
  });
}
