/**
 * The browser's own translation takes text nodes off the page and puts elements in their places; what
 * the page then writes into its nodes nobody sees. Before a component is rendered again, its own text
 * is put back, and the translation takes it from there.
 */
import { options } from "preact";

/** The text that the page wrote, by the element that shows its translation. */
const originals = new Map<Element, Text>();
/** The first node that each component has drawn, and whether it is an element with none beside it. */
const drawings = new WeakMap<object, { readonly node: Node; readonly isOne: boolean }>();

export function survivesTranslation(root: HTMLElement): void {
  new MutationObserver(remember).observe(root, { childList: true, subtree: true });
  // Called before each rendering of a component, as for Preact's devtools and signals.
  const before: unknown = Reflect.get(options, "__r");
  Reflect.set(options, "__r", (vnode: object) => {
    if (originals.size > 0) putBack(vnode);
    if (typeof before === "function") before(vnode);
  });
  const after: unknown = Reflect.get(options, "diffed");
  options.diffed = (vnode) => {
    note(vnode);
    if (typeof after === "function") after(vnode);
  };
}

function remember(records: readonly MutationRecord[]): void {
  // Some translators take the text away in one step and add its translation in the next.
  let before: Text | undefined;
  for (const { removedNodes, addedNodes } of records) {
    const removed = [...removedNodes].find((node) => node instanceof Text);
    const shown = [...addedNodes].find(
      (node) => node instanceof HTMLElement && node.tagName === "FONT",
    );
    const text = removed ?? before;
    if (shown instanceof HTMLElement && text) originals.set(shown, text);
    before = shown ? undefined : removed;
  }
  for (const shown of originals.keys()) if (!shown.isConnected) originals.delete(shown);
}

function putBack(vnode: object): void {
  const within = placeOf(vnode);
  if (!within) return;
  for (const [shown, text] of originals) {
    if (!within.contains(shown)) continue;
    shown.replaceWith(text);
    originals.delete(shown);
  }
}

/** The element that a component has drawn; where it may have drawn several, the one around them. */
function placeOf(vnode: object): Node | null {
  const component: unknown = Reflect.get(vnode, "__c");
  if (typeof component !== "object" || component === null) return null;
  const drawing = drawings.get(component);
  if (!drawing) return null;
  const { node, isOne } = drawing;
  if (isOne) return node;
  const shown = [...originals].find(([, text]) => text === node)?.[0];
  return node.parentElement ?? shown?.parentElement ?? null;
}

function note(vnode: object): void {
  const component: unknown = Reflect.get(vnode, "__c");
  const node: unknown = Reflect.get(vnode, "__e");
  if (typeof component !== "object" || component === null || !(node instanceof Node)) return;
  const drawn: unknown = Reflect.get(vnode, "__k");
  const only: unknown = Array.isArray(drawn) && drawn.length === 1 ? drawn[0] : null;
  const isOne = typeof only === "object" && only !== null && "type" in only;
  drawings.set(component, { node, isOne: isOne && typeof only.type === "string" });
}
