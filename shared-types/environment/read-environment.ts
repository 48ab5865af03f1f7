/** Reading variables of the environment: their fields' form, and every wrong one told at once, no secret shown. */
import { z } from "zod";

/** How a wrong value may be shown: `plain` as it is, `url` without credentials and query, `secret` never. */
export type Disclosure = "plain" | "url" | "secret";

/** One variable. `schema` takes the raw string or undefined and gives the typed value. */
export interface EnvironmentField<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /** What the variable takes, as the error says it. */
  readonly takes: string;
  readonly disclosure: Disclosure;
  /** A variable that must be set where this one is. */
  readonly needs?: string;
}

export type EnvironmentFields = Readonly<Record<string, EnvironmentField>>;

/** The typed values of the picked fields. */
export type EnvironmentValues<Fields extends EnvironmentFields> = {
  readonly [Name in keyof Fields]: z.output<Fields[Name]["schema"]>;
};

export interface EnvironmentProblem {
  readonly variable: string;
  /** What it got, as far as it may be shown. */
  readonly got: string;
  readonly takes: string;
}

/** Every wrong variable at once; its message is ready to be printed and holds no secret. */
export class EnvironmentError extends Error {
  readonly problems: readonly EnvironmentProblem[];

  constructor(problems: readonly EnvironmentProblem[]) {
    super(problems.map((p) => `${p.variable}: got ${p.got}; takes ${p.takes}`).join("\n"));
    this.name = "EnvironmentError";
    this.problems = problems;
  }
}

/** Of a variable that is optional in itself, where a role cannot do without it. */
export function missingVariable(
  variable: string,
  { takes }: Pick<EnvironmentField, "takes">,
): EnvironmentProblem {
  return { variable, got: "nothing", takes };
}

/** Makes a field: what it takes in words, and its schema. */
export function environmentField<Schema extends z.ZodType>(
  takes: string,
  schema: Schema,
  options: { readonly disclosure?: Disclosure; readonly needs?: string } = {},
): EnvironmentField<Schema> {
  return {
    schema,
    takes,
    disclosure: options.disclosure ?? "plain",
    ...(options.needs === undefined ? {} : { needs: options.needs }),
  };
}

/**
 * Reads the picked variables.
 * @throws EnvironmentError that names every wrong one, what it got and what it takes.
 */
export function readEnvironment<Fields extends EnvironmentFields>(
  fields: Fields,
  env: Readonly<Record<string, string | undefined>>,
): EnvironmentValues<Fields> {
  const problems: EnvironmentProblem[] = [];
  const shape: Record<string, z.ZodType> = {};
  const present: Record<string, string> = {};
  for (const [variable, field] of Object.entries(fields)) {
    shape[variable] = field.schema;
    // A file of a secret often ends with a line break.
    const raw = env[variable]?.trim() ?? "";
    if (raw === "") continue;
    present[variable] = raw;
    if (!field.schema.safeParse(raw).success) {
      problems.push({ variable, got: shown(raw, field.disclosure), takes: field.takes });
    }
    const companion = field.needs;
    if (companion !== undefined && companion in fields && isAbsent(env[companion])) {
      const takes = fields[companion]?.takes ?? "a value";
      problems.push({ variable: companion, got: `nothing, while ${variable} is set`, takes });
    }
  }
  if (problems.length > 0) throw new EnvironmentError(problems);
  return parsed(fields, shape, present);
}

/** The one place that says that parsing the fields' schemas gives the fields' values. */
function parsed<Fields extends EnvironmentFields>(
  fields: Fields,
  shape: Readonly<Record<string, z.ZodType>>,
  present: Readonly<Record<string, string>>,
): EnvironmentValues<Fields> {
  const isComplete = (values: object): values is EnvironmentValues<Fields> =>
    Object.keys(fields).every((name) => name in shape && (name in values || !(name in present)));
  const values = z.object(shape).parse(present);
  if (!isComplete(values)) throw new TypeError("a variable was lost while it was read");
  return values;
}

function isAbsent(raw: string | undefined): boolean {
  return raw === undefined || raw.trim() === "";
}

/** A wrong value as it may be printed: short, on one line, and without anything secret. */
function shown(raw: string, disclosure: Disclosure): string {
  if (disclosure === "secret") return `a value of ${raw.length} characters that is not shown`;
  const safe = disclosure === "url" ? withoutCredentials(raw) : raw;
  return JSON.stringify(safe.length > 100 ? `${safe.slice(0, 100)}…` : safe);
}

/** Greedy on purpose: a password may hold "@", "/" or "?" itself. The query may hold one as well. */
function withoutCredentials(raw: string): string {
  return raw.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, "$1***@").replace(/[?#].*$/s, "");
}
