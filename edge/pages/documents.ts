/** What the studio says of its own API, written once: the OpenAPI document and the page made of it. */
import { type ServedBy, openApiDocument } from "#shared/generate/openapi.ts";
import { type CodedBody, codedBody } from "../http/content-coding.ts";
import { docsPage } from "./docs-page.ts";

export interface Documents {
  readonly openApi: CodedBody;
  readonly page: CodedBody;
}

/**
 * @param build of a document, for tests that count
 * @returns gives the same documents for the same studio, without further work
 */
export function createDocuments(
  build: (servedBy: ServedBy) => ReturnType<typeof openApiDocument> = openApiDocument,
): (servedBy: ServedBy) => Promise<Documents> {
  const made = new Map<string, Promise<Documents>>();

  async function make(servedBy: ServedBy): Promise<Documents> {
    const document = build(servedBy);
    const encoder = new TextEncoder();
    const [openApi, page] = await Promise.all([
      codedBody(encoder.encode(JSON.stringify(document))),
      codedBody(encoder.encode(docsPage(document))),
    ]);
    return { openApi, page };
  }

  return (servedBy) => {
    const known = made.get(servedBy.cookieName) ?? make(servedBy);
    made.set(servedBy.cookieName, known);
    return known;
  };
}
