import { dirname } from "node:path";

/** The checkout's folder, absolute. */
export const repositoryRoot = dirname(import.meta.dirname);
