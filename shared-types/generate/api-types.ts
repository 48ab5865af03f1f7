/** The OpenAPI document as TypeScript types, for the typed client. */
import openapiTS, { astToString } from "openapi-typescript";

/** @param openapi the document as JSON text */
export async function apiTypes(openapi: string): Promise<string> {
  const types = astToString(await openapiTS(openapi, { alphabetize: true }));
  return `// Generated from shared-types/http/openapi.generated.json by \`npm run generate\`. Do not edit.\n${types}`;
}
