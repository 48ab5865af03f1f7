/** What fields are called; described with them in shared-types/content. */
export { fieldLabels } from "#shared/content/labels.zh-CN.generated.ts";
