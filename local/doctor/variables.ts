/** The variables themselves: names that a slip of the pen made, which nothing reads, and kept quotation marks. */
import { environment } from "#shared/environment.ts";
import type { Examination, Finding, Variables } from "./finding.ts";

/** A shorter name is near to too many that are other programs'. */
const SHORTEST_NAME = 7;

export function variablesExamination(env: Variables): Examination {
  const findings: Omit<Finding, "part">[] = [];
  const unset = Object.keys(environment).filter(
    (name) => name.length >= SHORTEST_NAME && (env[name] ?? "") === "",
  );
  for (const [name, value = ""] of Object.entries(env)) {
    const isOurs = Object.hasOwn(environment, name);
    if (isOurs && /^(["']).*\1$/s.test(value.trim())) {
      findings.push({ outcome: "wrong", message: `${name} is given in quotation marks` });
    }
    const meant = isOurs ? undefined : unset.find((known) => isOneSlipFrom(name, known));
    if (meant !== undefined) {
      findings.push({ outcome: "note", message: `${name} is read by nothing; ${meant} is` });
    }
  }
  return { part: "variables", examine: () => Promise.resolve(findings) };
}

/** One letter more, fewer or another, or two that changed places. */
function isOneSlipFrom(one: string, other: string): boolean {
  let begin = 0;
  while (begin < one.length && one[begin] === other[begin]) begin += 1;
  const [left, right] = [one.slice(begin), other.slice(begin)];
  const changedPlaces = `${left[1] ?? ""}${left[0] ?? ""}${left.slice(2)}`;
  return (
    left.slice(1) === right ||
    left === right.slice(1) ||
    left.slice(1) === right.slice(1) ||
    changedPlaces === right
  );
}
