/** vitest's global setup: the shared real parts, for as long as the run takes. */
import type { TestProject } from "vitest/node";
import { startProvision } from "./provision.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where provision.ts offers databases and Prefect. */
    provision_url: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const provision = await startProvision();
  project.provide("provision_url", provision.url);
  return () => provision.stop();
}
