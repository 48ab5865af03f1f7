/** Reading of JSON whose shape is a document's, not ours. */

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function at(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

export function textAt(value: unknown, key: string): string {
  const text = at(value, key);
  return typeof text === "string" ? text : "";
}

export function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}
