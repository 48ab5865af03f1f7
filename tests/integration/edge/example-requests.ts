/**
 * For each route of the API the requests that its schemas ask for, made from the OpenAPI document:
 * a new route or command is among them by itself. What no schema says, such as whose ids they are,
 * comes from `values`, by the property's or parameter's name.
 */
import { z } from "zod";
import { openApiDocument } from "#shared/generate/openapi.ts";

export interface ExampleRequest {
  /** Such as `sendCommand SUBMIT_IDEA`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body: string | FormData | undefined;
  readonly needsAccount: boolean;
  /** Whether one of `values` is in its path or query: then it is about something. */
  readonly isAboutSomething: boolean;
}

export type ExampleValues = Readonly<Record<string, unknown>>;

type Schema = Readonly<Record<string, unknown>>;

const parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: z.record(z.string(), z.unknown()).optional(),
});
const operation = z.looseObject({
  operationId: z.string(),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(parameter).optional(),
  requestBody: z
    .looseObject({
      content: z.record(
        z.string(),
        z.looseObject({ schema: z.record(z.string(), z.unknown()).optional() }),
      ),
    })
    .optional(),
});
const document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
});

export function exampleRequests(values: ExampleValues): readonly ExampleRequest[] {
  const { paths, components } = document.parse(openApiDocument());
  const maker = new ExampleMaker(components.schemas, values);
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, described]) => {
      const parameters = (described.parameters ?? []).filter(({ required }) => required === true);
      let filled = path;
      const query = new URLSearchParams();
      for (const { name, in: place, schema = {} } of parameters) {
        const value = maker.value(name, schema);
        if (place === "path") filled = filled.replace(`{${name}}`, String(value));
        else for (const each of Array.isArray(value) ? value : [value]) query.append(name, each);
      }
      const bodies = bodiesOf(described.requestBody, maker);
      return bodies.map(({ name, text }) => ({
        name: `${described.operationId}${name}`,
        method: method.toUpperCase(),
        path: filled + (query.size > 0 ? `?${query.toString()}` : ""),
        body: text,
        needsAccount: described.security?.length !== 0,
        isAboutSomething: parameters.some(({ name }) => Object.hasOwn(values, name)),
      }));
    }),
  );
}

function bodiesOf(
  body: z.infer<typeof operation>["requestBody"],
  maker: ExampleMaker,
): readonly { readonly name: string; readonly text: string | FormData | undefined }[] {
  if (body === undefined) return [{ name: "", text: undefined }];
  if (body.content["multipart/form-data"] !== undefined) {
    const form = new FormData();
    form.set("file", new File(["# A writer's own words"], "mine.md"));
    return [{ name: "", text: form }];
  }
  const schema = body.content["application/json"]?.schema;
  if (schema === undefined) throw new Error("teach this to make a body that is not JSON");
  const variants = maker.variants(schema);
  return variants.map((variant) => {
    const value = maker.of(variant);
    const type = z.object({ command_type: z.string() }).safeParse(value);
    const word = type.success ? type.data.command_type : Object.keys(Object(value)).join(" ");
    return { name: variants.length > 1 ? ` ${word}` : "", text: JSON.stringify(value) };
  });
}

class ExampleMaker {
  readonly #schemas: Readonly<Record<string, Schema>>;
  readonly #values: ExampleValues;

  constructor(schemas: Readonly<Record<string, Schema>>, values: ExampleValues) {
    this.#schemas = schemas;
    this.#values = values;
  }

  value(name: string, schema: Schema): unknown {
    return Object.hasOwn(this.#values, name) ? this.#values[name] : this.of(schema);
  }

  /** Each of the alternatives at the top. */
  variants(schema: Schema): readonly Schema[] {
    const resolved = this.#resolve(schema);
    const alternatives = alternativesOf(resolved);
    return alternatives.length === 0
      ? [resolved]
      : alternatives.flatMap((each) => this.variants(each));
  }

  /** The least value that the schema allows: what is required, and nothing else. */
  of(schema: Schema): unknown {
    const resolved = this.#resolve(schema);
    const [first] = alternativesOf(resolved);
    if (first !== undefined) return this.of(first);
    const { const: constant, enum: words, type } = resolved;
    if (constant !== undefined) return constant;
    if (Array.isArray(words)) return words[0];
    const kind = Array.isArray(type) ? type.find((each) => each !== "null") : type;
    switch (kind) {
      case "object":
        return this.#object(resolved);
      case "array": {
        const items = z.record(z.string(), z.unknown()).catch({}).parse(resolved["items"]);
        return Array.from({ length: Number(resolved["minItems"] ?? 0) }, () => this.of(items));
      }
      case "integer":
      case "number":
        return resolved["minimum"] ?? 0;
      case "boolean":
        return false;
      case "string":
        if (resolved["format"] === "uuid") return crypto.randomUUID();
        return "x".repeat(Math.max(1, Number(resolved["minLength"] ?? 1)));
      default:
        return {};
    }
  }

  #object(schema: Schema): Readonly<Record<string, unknown>> {
    const properties = z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .parse(schema["properties"] ?? {});
    const required = z.array(z.string()).parse(schema["required"] ?? []);
    return Object.fromEntries(
      required.map((name) => [name, this.value(name, properties[name] ?? {})]),
    );
  }

  #resolve(schema: Schema): Schema {
    const reference = schema["$ref"];
    if (typeof reference !== "string") return schema;
    const found = this.#schemas[reference.replace("#/components/schemas/", "")];
    if (found === undefined) throw new Error(`no schema ${reference}`);
    return this.#resolve(found);
  }
}

function alternativesOf(schema: Schema): readonly Schema[] {
  return z
    .array(z.record(z.string(), z.unknown()))
    .catch([])
    .parse(schema["oneOf"] ?? schema["anyOf"] ?? []);
}
