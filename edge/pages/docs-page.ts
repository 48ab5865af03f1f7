/** The reference at /api/docs: the OpenAPI document as a page to read, without any script. */
import type { openApiDocument } from "#shared/generate/openapi.ts";
import { ERROR_CODES } from "#shared/error-codes.ts";
import { escapeHtml } from "./html.ts";

type Document = ReturnType<typeof openApiDocument>;

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

export function docsPage(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
  const sections = operations.map(
    ({
      path,
      method,
      operation,
    }) => `<section class="operation" id="${escapeHtml(operation.operationId ?? "")}">
<h3>${method.toUpperCase()} ${escapeHtml(path)}</h3>
<p>${escapeHtml(operation.summary ?? "")}</p>
${operation.description === undefined ? "" : `<p class="muted">${escapeHtml(operation.description)}</p>`}
${bodyOf(operation.requestBody)}
<table><tbody>
${Object.entries(operation.responses ?? {})
  .map(([status, response]) => responseRow(status, response))
  .join("\n")}
</tbody></table>
</section>`,
  );
  const errors = Object.entries(ERROR_CODES).map(
    ([code, { status, title }]) =>
      `<dt id="${code}">${status} ${code}</dt><dd>${escapeHtml(title)}</dd>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)} API</title>
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<main>
<h1>${escapeHtml(document.info.title)} API</h1>
<p>${escapeHtml(document.info.description ?? "")}</p>
<p>The whole document, with every model: <a href="/api/openapi.json">openapi.json</a>.</p>
<h2>Operations</h2>
${sections.join("\n")}
<h2>Errors</h2>
<p class="muted">application/problem+json; of several that apply, the first in this order.</p>
<dl>
${errors.join("\n")}
</dl>
</main>
</body>
</html>
`;
}

function responseRow(status: string, response: unknown): string {
  const description = textAt(response, "description");
  const model = modelOf(response);
  return `<tr><th scope="row"><code>${escapeHtml(status)}</code></th><td>${escapeHtml(description)}</td><td><code>${escapeHtml(model)}</code></td></tr>`;
}

function bodyOf(requestBody: unknown): string {
  const model = modelOf(requestBody);
  return model === "" ? "" : `<p>Body: <code>${escapeHtml(model)}</code></p>`;
}

/** The named model of a body's or response's first media type, or "". */
function modelOf(holder: unknown): string {
  const content = at(holder, "content");
  const first = isObject(content) ? Object.values(content)[0] : undefined;
  return textAt(at(first, "schema"), "$ref").replace("#/components/schemas/", "");
}

function textAt(value: unknown, key: string): string {
  const text = at(value, key);
  return typeof text === "string" ? text : "";
}

function at(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
