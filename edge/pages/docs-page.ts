/** The reference at /api/docs: the OpenAPI document as a page to read, without any script. */
import type { openApiDocument } from "#shared/generate/openapi.ts";
import { ERROR_CODES } from "#shared/http/error-codes.ts";
import { modelSection, typeOf } from "./docs-models.ts";
import { escapeHtml } from "./html.ts";
import { at, isObject, listAt, textAt } from "./json-at.ts";

type Document = ReturnType<typeof openApiDocument>;

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

export function docsPage(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [operationSection(method, path, operation)];
    }),
  );
  const errors = Object.entries(ERROR_CODES).map(
    ([code, { status, title }]) =>
      `<dt id="${code}">${status} ${code}</dt><dd>${escapeHtml(title)}</dd>`,
  );
  const models = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) =>
    modelSection(name, schema),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)} API</title>
<link rel="stylesheet" href="docs/style.css">
</head>
<body>
<main>
<h1>${escapeHtml(document.info.title)} API</h1>
<p>${escapeHtml(document.info.description ?? "")}</p>
<p>The whole document: <a href="openapi.json">openapi.json</a>.</p>
<h2>Operations</h2>
${operations.join("\n")}
<h2>Server-sent events</h2>
<p>A durable event has <code>id: &lt;version&gt;</code>, <code>event: &lt;event_type&gt;</code> and a DomainEvent as <code>data</code>; a session's versions are gapless, from 1. <code>genesis.generation.progress</code> and <code>genesis.generation.delta</code> have no id: losing them loses nothing. <code>Last-Event-ID</code> resumes with the very next version; a garbage or future one gets <code>event: reset</code>. A comment comes every 15 s.</p>
<pre tabindex="0"><code>retry: 1000

id: 2
event: genesis.inspiration.requested
data: {"event_id":"…","event_type":"genesis.inspiration.requested","version":2,"occurred_at":"…","command_id":"…","correlation_id":"…","payload":{…}}

event: genesis.generation.delta
data: {"command_id":"…","stage":"CONCEPT_SELECTION","attempt":1,"candidate_index":0,"offset":0,"text":"…"}
</code></pre>
<h2>Errors</h2>
<p class="muted">application/problem+json; of several that apply, the first in this order.</p>
<dl>
${errors.join("\n")}
</dl>
<h2>Models</h2>
${models.join("\n")}
</main>
</body>
</html>
`;
}

function operationSection(method: string, path: string, operation: unknown): string {
  const description = textAt(operation, "description");
  const responses = at(operation, "responses");
  return `<section class="operation" id="${escapeHtml(textAt(operation, "operationId"))}">
<h3>${method.toUpperCase()} ${escapeHtml(path)}</h3>
<p>${escapeHtml(textAt(operation, "summary"))}</p>
${description === "" ? "" : `<p class="muted">${escapeHtml(description)}</p>`}
${parametersOf(listAt(operation, "parameters"))}
${bodyOf(at(operation, "requestBody"))}
<table><tbody>
${Object.entries(isObject(responses) ? responses : {})
  .map(([status, response]) => responseRow(status, response))
  .join("\n")}
</tbody></table>
</section>`;
}

function parametersOf(parameters: readonly unknown[]): string {
  if (parameters.length === 0) return "";
  const rows = parameters.map((parameter) => {
    const optional =
      at(parameter, "required") === true ? "" : ' <span class="muted">optional</span>';
    const schema = at(parameter, "schema");
    const words = textAt(parameter, "description") || textAt(schema, "description");
    return `<tr><th scope="row"><code>${escapeHtml(textAt(parameter, "name"))}</code>${optional}</th><td>${escapeHtml(textAt(parameter, "in"))}</td><td><code>${typeOf(schema)}</code> ${escapeHtml(words)}</td></tr>`;
  });
  return `<table><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

function responseRow(status: string, response: unknown): string {
  const headers = at(response, "headers");
  const names = isObject(headers) ? Object.keys(headers) : [];
  const told =
    names.length === 0 ? "" : ` <span class="muted">${escapeHtml(names.join(", "))}</span>`;
  return `<tr><th scope="row"><code>${escapeHtml(status)}</code></th><td>${escapeHtml(textAt(response, "description"))}${told}</td><td>${modelOf(response)}</td></tr>`;
}

function bodyOf(requestBody: unknown): string {
  const model = modelOf(requestBody);
  if (model === "") return "";
  const examples = at(mediaOf(requestBody), "examples");
  const shown = Object.values(isObject(examples) ? examples : {}).map(
    (example) =>
      `<figure><figcaption class="muted">${escapeHtml(textAt(example, "summary"))}</figcaption><pre tabindex="0"><code>${escapeHtml(JSON.stringify(at(example, "value"), null, 2))}</code></pre></figure>`,
  );
  return `<p>Body: ${model}</p>${shown.join("\n")}`;
}

/** A body's or response's first media type and model, or "". */
function modelOf(holder: unknown): string {
  const schema = at(mediaOf(holder), "schema");
  return schema === undefined ? "" : `<code>${typeOf(schema)}</code>`;
}

function mediaOf(holder: unknown): unknown {
  const content = at(holder, "content");
  return isObject(content) ? Object.values(content)[0] : undefined;
}
