/**
 * What is waited for comes when it comes: a busy machine is no fault of the code. Vitest has a setting
 * for expect.poll, and none for vi.waitFor, which gives up after a second.
 */
import { vi } from "vitest";
import { PATIENCE_MS } from "./patience-ms.ts";

const waitFor = vi.waitFor.bind(vi);

vi.waitFor = (callback, options = {}) =>
  waitFor(callback, typeof options === "number" ? options : { timeout: PATIENCE_MS, ...options });
