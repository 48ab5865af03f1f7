/** The shape of one language's words, as shared-types has it. */
export type { Shape } from "#shared/shape.ts";
