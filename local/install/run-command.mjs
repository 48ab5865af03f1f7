/** Runs a program and keeps what it said for the case that it fails. */
import { spawn } from "node:child_process";

/** Scripts that packages bring along have no use for what configures a studio, its secrets least. */
const ofStudio = /^(OPENAI|GENESIS|DATABASE|PREFECT|UPSTASH|KAFKA|OIDC|REDIS|WAKE|OTEL)_/;

/** @param {NodeJS.ProcessEnv} env */
function withoutStudio(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ofStudio.test(name)));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is stdout and stderr together
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const env = withoutStudio(options.env ?? process.env);
    const child = spawn(command, args, { ...options, env, stdio: ["ignore", "pipe", "pipe"] });
    /** @type {string[]} */
    const output = [];
    const keep = (/** @type {Buffer} */ chunk) => output.push(chunk.toString("utf8"));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, output: output.join("") }));
  });
}
