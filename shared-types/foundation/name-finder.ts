/**
 * Which of many names stand in a text, in one pass over it (Aho and Corasick, 1975): by one name at a time
 * the work is all names times all texts, and a reader waits for it. The rules are those of mentions.ts.
 */
import { hasCapitals, isCjk, isWordAt, plain, type SearchableText } from "./mentions.ts";

export interface NameFinder {
  /** The indices of the names that occur in the text. */
  find(source: SearchableText): ReadonlySet<number>;
  /** Steps made so far: what the work is measured by. */
  readonly steps: number;
}

interface Node {
  readonly next: Map<string, Node>;
  /** Where to go on when no further character fits: the longest ending of this that begins a name. */
  shorter: Node | null;
  /** The nearest of the shorter ones that is a name. */
  shorterName: Node | null;
  /** The names that end here; one may have been given twice. */
  readonly names: number[];
  readonly length: number;
}

export function createNameFinder(names: readonly string[]): NameFinder {
  const wanted = names.map((name) => plain(name).trim());
  const anywhere = automaton(wanted, isCjk);
  const asWritten = automaton(wanted, (name) => !isCjk(name) && hasCapitals(name));
  const inSmall = automaton(wanted, (name) => !isCjk(name) && !hasCapitals(name));
  let steps = 0;

  function search(text: string, root: Node, isWhole: boolean, found: Set<number>): void {
    if (root.next.size === 0) return;
    /** Names that were found → the next shorter one that was not, as far as that is known. */
    const passed = new Map<Node, Node | null>();
    const open = (from: Node | null): Node | null => {
      let at = from;
      const way: Node[] = [];
      while (at !== null && passed.has(at)) {
        way.push(at);
        at = passed.get(at) ?? null;
        steps += 1;
      }
      for (const node of way) passed.set(node, at);
      return at;
    };
    let at = root;
    for (let end = 1; end <= text.length; end += 1) {
      const character = text.charAt(end - 1);
      let next = at.next.get(character);
      while (next === undefined && at.shorter !== null) {
        at = at.shorter;
        next = at.next.get(character);
        steps += 1;
      }
      at = next ?? root;
      steps += 1;
      // In the middle of a word no whole word ends.
      if (isWhole && isWordAt(text, end)) continue;
      let hit = open(at.names.length > 0 ? at : at.shorterName);
      for (; hit !== null; hit = open(hit.shorterName)) {
        steps += 1;
        if (isWhole && isWordAt(text, end - hit.length - 1)) continue;
        for (const index of hit.names) found.add(index);
        passed.set(hit, hit.shorterName);
      }
    }
  }

  return {
    find(source) {
      const found = new Set<number>();
      search(source.text, anywhere, false, found);
      search(source.text, asWritten, true, found);
      if (inSmall.next.size > 0) search(source.text.toLowerCase(), inSmall, true, found);
      return found;
    },
    get steps() {
      return steps;
    },
  };
}

function automaton(names: readonly string[], isOne: (name: string) => boolean): Node {
  const root = newNode(0);
  const nodes = [root];
  for (const [index, name] of names.entries()) {
    if (name === "" || !isOne(name)) continue;
    let at = root;
    for (const character of name.split("")) {
      const next = at.next.get(character) ?? newNode(at.length + 1);
      at.next.set(character, next);
      at = next;
    }
    at.names.push(index);
  }
  // By length, so that every shorter node is ready before it is asked for.
  for (const node of nodes) {
    for (const [character, child] of node.next) {
      let shorter = node.shorter;
      while (shorter !== null && !shorter.next.has(character)) shorter = shorter.shorter;
      child.shorter = shorter?.next.get(character) ?? root;
      child.shorterName =
        child.shorter.names.length > 0 ? child.shorter : child.shorter.shorterName;
      nodes.push(child);
    }
  }
  return root;
}

function newNode(length: number): Node {
  return { next: new Map(), shorter: null, shorterName: null, names: [], length };
}
