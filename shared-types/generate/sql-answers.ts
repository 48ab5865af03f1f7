/**
 * What SQL answers the flows, for Python: a TypedDict an outcome, their union, and an entry a function
 * that asks for it. The source is shared-types/answers.
 */
import { z } from "zod";
import {
  type AnsweredFunction,
  FLOW_FUNCTIONS,
  SERVICE_ANSWERS,
} from "../answers/service-answers.ts";

type Schema = z.core.JSONSchema.BaseSchema;

const HEADER = `# Generated from shared-types/answers/*.ts by \`npm run generate\`. Do not edit.
"""What the SQL functions that flows call answer."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import NotRequired, TypedDict

from genesis_shared.sql_function import SqlFunction
`;

/** The text of shared-types/python/genesis_shared/sql_answers.py. */
export function sqlAnswersPython(): string {
  const parts = FLOW_FUNCTIONS.map((name) => functionOf(name));
  return `${HEADER}\n\n${parts.join("\n\n\n")}\n`;
}

function functionOf(name: AnsweredFunction): string {
  const id = pascalCase(name);
  const classes: string[] = [];
  const schema = z.toJSONSchema(SERVICE_ANSWERS[name], { io: "output" });
  const answer = typeOf(schema, { id, classes, definitions: schema.$defs ?? {} });
  const isUnion = answer !== id && classes.some((written) => written.includes(`class ${id}(`));
  const type = isUnion ? `${id}Answer` : id;
  // What no one looks at: a function that returns void.
  const alias = answer === id ? [] : [`${type} = ${answer === "Any" ? "object" : answer}`];
  const constant = name.toUpperCase();
  const entry = `${constant}: SqlFunction[${type}] = SqlFunction("${name}", TypeAdapter(${type}))`;
  return [...classes, [...alias, entry].join("\n")].join("\n\n");
}

interface Place {
  /** What a class of it is called. */
  readonly id: string;
  /** Takes the classes that it needs, before it. */
  readonly classes: string[];
  readonly definitions: Readonly<Record<string, Schema>>;
}

function typeOf(schema: Schema | boolean, place: Place): string {
  if (typeof schema === "boolean") return "Any";
  const { type, properties, items, additionalProperties } = schema;
  const within = (of: Schema | boolean, suffix: string) =>
    typeOf(of, { ...place, id: place.id + suffix });
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) {
    return [...new Set(variants.map((of) => within(of, variantName(of))))].join(" | ");
  }
  if (schema.$ref !== undefined) {
    return typeOf(place.definitions[schema.$ref.replace("#/$defs/", "")] ?? {}, place);
  }
  if (schema.const !== undefined) return `Literal[${JSON.stringify(schema.const)}]`;
  if (schema.enum !== undefined) {
    return `Literal[${schema.enum.map((value) => JSON.stringify(value)).join(", ")}]`;
  }
  if (properties !== undefined) {
    place.classes.push(typedDict(schema, place));
    return place.id;
  }
  if (type === "object") return `dict[str, ${within(additionalProperties ?? {}, "Value")}]`;
  if (type === "array" && items !== undefined && !Array.isArray(items)) {
    return `list[${within(items, "Item")}]`;
  }
  const types = type === undefined ? [] : [type].flat();
  return types.map((name) => SCALARS[name] ?? "Any").join(" | ") || "Any";
}

const SCALARS: Readonly<Record<string, string>> = {
  string: "str",
  integer: "int",
  number: "float",
  boolean: "bool",
  null: "None",
};

function typedDict(schema: Schema, place: Place): string {
  const { id } = place;
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const type = typeOf(property, { ...place, id: id + pascalCase(name) });
    return `    ${name}: ${required.has(name) ? type : `NotRequired[${type}]`}`;
  });
  // What is beside the named fields is kept where the schema is a loose one.
  const isLoose = schema.additionalProperties !== false;
  const config = isLoose ? `@with_config(ConfigDict(extra="allow"))\n` : "";
  return `${config}class ${id}(TypedDict):\n${fields.join("\n")}\n`;
}

/** A variant's name: the word that tells it from the others. */
function variantName(schema: Schema | boolean): string {
  if (typeof schema === "boolean") return "";
  for (const property of Object.values(schema.properties ?? {})) {
    if (typeof property === "object" && typeof property.const === "string") {
      return pascalCase(property.const.toLowerCase());
    }
  }
  return "";
}

function pascalCase(name: string): string {
  return name
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
