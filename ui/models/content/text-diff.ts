/** Two texts, compared by word: what stayed, what came, what went. */
export interface DiffPiece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Beyond this many words a side, the table below would be too large: the whole text is one piece. */
const MAX_WORDS = 1_500;

function wordsOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

export function diffText(before: string, after: string, language: string): DiffPiece[] {
  if (before === after) return before === "" ? [] : [{ kind: "same", text: before }];
  const a = wordsOf(before, language);
  const b = wordsOf(after, language);
  if (a.length > MAX_WORDS || b.length > MAX_WORDS) {
    return joined(written(before, after));
  }
  // Longest common subsequence, from the end, so that the walk below goes forward.
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i] === b[j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
    }
  }
  const pieces: DiffPiece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      pieces.push({ kind: "same", text: left });
      i += 1;
      j += 1;
    } else if (
      left !== undefined &&
      (right === undefined ||
        (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))
    ) {
      pieces.push({ kind: "removed", text: left });
      i += 1;
    } else if (right !== undefined) {
      pieces.push({ kind: "added", text: right });
      j += 1;
    }
  }
  // A word or two that both happen to have would make of two texts one that nobody can read.
  return isRewritten(pieces, before, after) ? joined(written(before, after)) : joined(pieces);
}

const written = (before: string, after: string): DiffPiece[] => [
  { kind: "removed", text: before },
  { kind: "added", text: after },
];

/** Whether less than a third of the shorter text's letters stayed. */
function isRewritten(pieces: readonly DiffPiece[], before: string, after: string): boolean {
  const stayed = pieces.reduce(
    (sum, { kind, text }) => (kind === "same" ? sum + lettersIn(text) : sum),
    0,
  );
  return stayed * 3 < Math.min(lettersIn(before), lettersIn(after));
}

const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** A space that stayed between two changed words is part of the change: else they interleave. */
function withoutIslands(pieces: readonly DiffPiece[]): DiffPiece[] {
  return pieces.flatMap((piece, at): DiffPiece[] => {
    const isIsland =
      piece.kind === "same" &&
      piece.text.trim() === "" &&
      at > 0 &&
      pieces[at - 1]?.kind !== "same" &&
      (pieces[at + 1]?.kind ?? "same") !== "same";
    if (!isIsland) return [piece];
    return [
      { kind: "removed", text: piece.text },
      { kind: "added", text: piece.text },
    ];
  });
}

/** Neighbours of one kind become one piece; within a run of changes, what went comes first. */
function joined(given: readonly DiffPiece[]): DiffPiece[] {
  const pieces = withoutIslands(given);
  const result: DiffPiece[] = [];
  let removed = "";
  let added = "";
  let same = "";
  const flushChange = () => {
    if (removed !== "") result.push({ kind: "removed", text: removed });
    if (added !== "") result.push({ kind: "added", text: added });
    removed = "";
    added = "";
  };
  for (const piece of pieces) {
    if (piece.kind === "same") {
      flushChange();
      same += piece.text;
      continue;
    }
    if (same !== "") result.push({ kind: "same", text: same });
    same = "";
    if (piece.kind === "removed") removed += piece.text;
    else added += piece.text;
  }
  flushChange();
  if (same !== "") result.push({ kind: "same", text: same });
  return result;
}
