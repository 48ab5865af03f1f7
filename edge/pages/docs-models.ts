/** JSON schemas as HTML: a type in a few words, and a named model as a table of its members. */
import { escapeHtml } from "./html.ts";
import { at, isObject, listAt, textAt } from "./json-at.ts";

const REFERENCE = "#/components/schemas/";

function modelAnchor(name: string): string {
  return `model-${name}`;
}

/** A schema in a few words, with links to the models that it names. */
export function typeOf(schema: unknown): string {
  const reference = textAt(schema, "$ref");
  if (reference.startsWith(REFERENCE)) {
    const name = reference.slice(REFERENCE.length);
    return `<a href="#${escapeHtml(modelAnchor(name))}">${escapeHtml(name)}</a>`;
  }
  for (const key of ["anyOf", "oneOf", "allOf"]) {
    const variants = listAt(schema, key);
    if (variants.length > 0) return variants.map(typeOf).join(" | ");
  }
  if (at(schema, "const") !== undefined) return escapeHtml(JSON.stringify(at(schema, "const")));
  const values = listAt(schema, "enum");
  if (values.length > 0) {
    return values.map((value) => escapeHtml(JSON.stringify(value))).join(" | ");
  }
  const type = at(schema, "type");
  if (Array.isArray(type))
    return type.map((one) => typeOf({ ...asObject(schema), type: one })).join(" | ");
  if (type === "array") return `array of ${typeOf(at(schema, "items"))}`;
  if (typeof type !== "string") return "any";
  return escapeHtml([type, textAt(schema, "format"), boundsOf(schema)].filter(Boolean).join(", "));
}

/** A named model: a table of its members, or its type where it is no object. */
export function modelSection(name: string, schema: unknown): string {
  const properties = at(schema, "properties");
  const required = listAt(schema, "required");
  const body = isObject(properties)
    ? `<table><tbody>${Object.entries(properties)
        .map(([key, member]) => {
          const optional = required.includes(key) ? "" : ' <span class="muted">optional</span>';
          return `<tr><th scope="row"><code>${escapeHtml(key)}</code>${optional}</th><td><code>${typeOf(member)}</code></td></tr>`;
        })
        .join("\n")}</tbody></table>`
    : `<p><code>${typeOf(schema)}</code></p>`;
  return `<section class="operation" id="${escapeHtml(modelAnchor(name))}"><h3>${escapeHtml(name)}</h3>${body}</section>`;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function boundsOf(schema: unknown): string {
  const bound = (key: string) => {
    const value = at(schema, key);
    return typeof value === "number" ? value : null;
  };
  const [least, most] = [bound("minimum"), bound("maximum")];
  const longest = bound("maxLength");
  if (longest !== null) return `at most ${longest} characters`;
  if (least !== null && most !== null) return `${least} to ${most}`;
  return least === null ? "" : `${least} or more`;
}
