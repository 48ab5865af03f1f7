/** What the header of every log says of itself: the format, and the shapes of the contents in it. */

import { CONTENT_VERSION } from "#shared/content/stage-content.ts";
import { contentSchemasJson } from "#shared/generate/content-schemas.ts";

export const LOG_FORMAT = "genesis-studio-log";
export const LOG_FORMAT_VERSION = 1;

let made: string | undefined;

/** As JSON text; made once. */
export function aboutLog(): string {
  made ??= JSON.stringify({
    format: LOG_FORMAT,
    format_version: LOG_FORMAT_VERSION,
    contents: { version: CONTENT_VERSION, schemas: JSON.parse(contentSchemasJson()) },
  });
  return made;
}
