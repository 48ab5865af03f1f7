/** Where people and the lines between them stand in the drawing of relations. Pure geometry. */

/** More people than this make a tangle; the list has them all. */
export const MAX_DRAWN = 12;

export interface DrawnPerson {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** How many of the drawn lines end here. */
  readonly degree: number;
}

export interface DrawnLine {
  /** The kinds of the relations between these two, each once. */
  readonly label: string;
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly people: readonly DrawnPerson[];
  readonly lines: readonly DrawnLine[];
  /** Of how many people with a relation. */
  readonly of: number;
}

/** Who there is, and how they stand to one another. */
export interface People {
  readonly characters: readonly { readonly id: string; readonly name: string }[];
  readonly relations: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: string;
  }[];
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Kept free on each side, for names. */
  readonly padX: number;
  readonly padY: number;
}

/** In pixels of the drawing: in a page's column, and on a phone. */
export const WIDE: Frame = { width: 720, height: 440, padX: 96, padY: 40 };
export const NARROW: Frame = { width: 328, height: 420, padX: 58, padY: 32 };

interface Edge {
  readonly a: string;
  readonly b: string;
  readonly kinds: string[];
}

/**
 * The people with most relations on an ellipse, the most connected first at the top; each next one is
 * the one with most lines to those already placed, so that lines stay short.
 */
export function drawRelations({ characters, relations }: People, frame: Frame): Drawing {
  const byId = new Map(characters.map((person) => [person.id, person]));
  const edges = new Map<string, Edge>();
  for (const { from, to, kind } of relations) {
    if (from === to || !byId.has(from) || !byId.has(to)) continue;
    const [a = from, b = to] = [from, to].sort((one, other) => (one < other ? -1 : 1));
    const key = JSON.stringify([a, b]);
    const edge = edges.get(key) ?? { a, b, kinds: [] };
    if (!edge.kinds.includes(kind)) edge.kinds.push(kind);
    edges.set(key, edge);
  }
  const all = [...edges.values()];
  const degree = (id: string, among: readonly Edge[]) =>
    among.filter(({ a, b }) => a === id || b === id).length;
  const related = [...byId.values()]
    .filter(({ id }) => degree(id, all) > 0)
    .sort((one, other) => degree(other.id, all) - degree(one.id, all));
  const chosen = new Set(related.slice(0, MAX_DRAWN).map(({ id }) => id));
  const drawn = all.filter(({ a, b }) => chosen.has(a) && chosen.has(b));

  const order = ringOrder(
    related.slice(0, MAX_DRAWN).map(({ id }) => id),
    drawn,
  );
  const at = new Map(order.map((id, index) => [id, ringPoint(index, order.length, frame)]));
  const people = order.flatMap((id) => {
    const person = byId.get(id);
    const point = at.get(id);
    return person && point ? [{ id, name: person.name, ...point, degree: degree(id, drawn) }] : [];
  });
  return {
    width: frame.width,
    height: frame.height,
    people,
    lines: placeLines(drawn, at, frame),
    of: related.length,
  };
}

function ringOrder(ids: readonly string[], edges: readonly Edge[]): string[] {
  const left = [...ids];
  const order: string[] = [];
  while (left.length > 0) {
    const last = order.at(-1);
    const linked = left.findIndex((id) =>
      edges.some(({ a, b }) => (a === id && b === last) || (b === id && a === last)),
    );
    const [next] = left.splice(Math.max(0, linked), 1);
    if (next !== undefined) order.push(next);
  }
  return order;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function ringPoint(index: number, count: number, { width, height, padX, padY }: Frame): Point {
  const angle = (index / count) * 2 * Math.PI - Math.PI / 2;
  return {
    x: round(width / 2 + Math.cos(angle) * (width / 2 - padX)),
    y: round(height / 2 + Math.sin(angle) * (height / 2 - padY)),
  };
}

/** Lines bend a little towards the middle; each label takes the freest spot along its line. */
function placeLines(
  edges: readonly Edge[],
  at: ReadonlyMap<string, Point>,
  { width, height }: Frame,
): DrawnLine[] {
  const taken: Point[] = [...at.values()];
  return edges.flatMap(({ a, b, kinds }) => {
    const start = at.get(a);
    const end = at.get(b);
    if (!start || !end) return [];
    const bend = bendOf(start, end, { x: width / 2, y: height / 2 });
    const spots = [0.5, 0.4, 0.6, 0.32, 0.68].map((t) => along(start, bend, end, t));
    const room = (spot: Point) =>
      Math.min(...taken.map(({ x, y }) => Math.hypot((x - spot.x) / 3, y - spot.y)));
    const best = spots.reduce((one, other) => (room(other) > room(one) + 1 ? other : one));
    taken.push(best);
    return [
      {
        label: shortened(kinds.join(" / ")),
        path: `M${start.x} ${start.y}Q${round(bend.x)} ${round(bend.y)} ${end.x} ${end.y}`,
        x: round(best.x),
        y: round(best.y),
      },
    ];
  });
}

/**
 * Where a line is pulled to: a quarter of the way to the centre; one that runs through the centre is
 * pulled aside, so that such lines do not all cross at one point.
 */
function bendOf(start: Point, end: Point, centre: Point): Point {
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  if (Math.hypot(middle.x - centre.x, middle.y - centre.y) > 8 || length === 0) {
    return {
      x: middle.x + (centre.x - middle.x) * 0.25,
      y: middle.y + (centre.y - middle.y) * 0.25,
    };
  }
  return {
    x: middle.x - ((end.y - start.y) / length) * 36,
    y: middle.y + ((end.x - start.x) / length) * 36,
  };
}

function along(start: Point, bend: Point, end: Point, t: number): Point {
  const mix = (a: number, b: number, c: number) =>
    (1 - t) * (1 - t) * a + 2 * (1 - t) * t * b + t * t * c;
  return { x: mix(start.x, bend.x, end.x), y: mix(start.y, bend.y, end.y) };
}

/** What fits beside a line: some 8 Chinese characters or 16 letters; the list has it whole. */
function shortened(text: string): string {
  const characters = Array.from(text);
  let room = 16;
  let kept = "";
  for (const character of characters) {
    room -= /[\u2e80-\uffef]/.test(character) ? 2 : 1;
    if (room < 0) return `${kept.trimEnd()}…`;
    kept += character;
  }
  return kept;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
