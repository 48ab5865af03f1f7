/** In traditional characters: OpenCC writes it from zh-CN when it is built (build/traditional.ts). */
export { fieldLabels } from "#shared/content/labels.zh-CN.generated.ts";
