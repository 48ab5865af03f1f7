/** What fields are called; described with them in shared-types/content. */
export { fieldLabels } from "#shared/content/labels.en.generated.ts";
