/**
 * Whether a key belongs to an input method that is composing. Safari ends a composition before it
 * tells of the key that ended it: `isComposing` is false then, and the key code still 229.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
