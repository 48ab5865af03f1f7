/** What of a book is typed and not saved: it is the device's alone until its box is left or sent. Pure. */

/** Boxes (session/drafts.ts) whose text becomes part of the book; what is asked of a model does not. */
const OF_THE_BOOK = /^(?:edit|new|brief|answer|told)\./;
/** A stage written by hand is said in its form, and kept there for as long as it has gaps. */
const OF_THE_FORM = /^write\./;

/** @param typed boxes with text @param isWriting a stage's form is open */
export function hasUnsaved(typed: ReadonlySet<string>, isWriting: boolean): boolean {
  return [...typed].some((box) => OF_THE_BOOK.test(box) || (isWriting && OF_THE_FORM.test(box)));
}
