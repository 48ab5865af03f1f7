/**
 * What is waited for comes when it comes: a busy machine is no fault of the code. Vitest has a setting
 * for expect.poll, and none for vi.waitFor, which gives up after a second.
 */
import { vi } from "vitest";

const PATIENCE_MS = 15_000;

const waitFor = vi.waitFor.bind(vi);

vi.waitFor = (callback, options = {}) =>
  waitFor(callback, typeof options === "number" ? options : { timeout: PATIENCE_MS, ...options });
