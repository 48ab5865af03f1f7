/**
 * Each command that the documents give to type, and what holds that it can be typed: a test that runs
 * it, a long form that follows the page, a check of what it is given where the program is another
 * machine's, or the sentence in which the page says that it was not run here. Plain data.
 */

/** A test by its file and a piece of its name. */
interface RunByTest {
  readonly test: string;
  readonly name: string;
}

/** A command of this repository that runs it, which a person starts. */
interface RunByCommand {
  readonly longForm: string;
}

/** What is said of it in the documents: that it was tried by hand, or was not. */
interface SaidInPage {
  readonly page: string;
  readonly words: string;
}

/** A program of the reader's machine, of which nothing here is but its name. */
interface TheReaders {
  readonly readers: string;
}

export type Held = RunByTest | RunByCommand | SaidInPage | TheReaders;

const typed = (name: string): RunByTest => ({
  test: "tests/integration/typed-commands.test.ts",
  name,
});
const role = (name: string): RunByTest => ({ test: "tests/integration/roles.test.ts", name });
const deno = (name: string): RunByTest => ({
  test: "tests/integration/edge/deno-task.test.ts",
  name,
});
const deployment: RunByCommand = { longForm: "npm run chaos -- deployment" };
const studio: RunByTest = {
  test: "tests/e2e/start.test.ts",
  name: "the ready line names the address",
};
const itself = (longForm: string): RunByCommand => ({ longForm });

/** Without variables before it and comments behind it; the first pattern that fits is the command's. */
export const PAGE_COMMANDS: readonly (readonly [RegExp, Held])[] = [
  // The studio and its parts
  [/^git clone <this repository> /, typed("a release is dated, committed and tagged")],
  [/^npm start$/, studio],
  [
    /^npm run dev$/,
    {
      test: "tests/e2e/dev.test.ts",
      name: "a word that is changed in its file is on the page",
    },
  ],
  [/^npm run edge$/, typed("starts as it is typed there")],
  [/^npm run (relay|callback)$/, role("serves health and metrics on its port")],
  [/^npm run flows$/, role("npm run flows serves its health on FLOWS_PORT past a pooler")],
  [
    /^npm run redis-bridge$/,
    {
      test: "tests/integration/redis/redis-bridge.test.ts",
      name: "serves what REDIS_URL names",
    },
  ],
  [
    /^npm run wakes$/,
    {
      test: "tests/integration/wakes/edges-of-a-region.test.ts",
      name: "what happens at one edge is read at every other",
    },
  ],
  [
    /^npm run migrate$/,
    {
      test: "tests/integration/logins/database-page.test.ts",
      name: "with an owner that may, beside another installation",
    },
  ],
  [/^npm run build$/, deployment],
  [/^node local\/install\/install\.mjs --python$/, deployment],
  [/^deno task edge$/, deno("deno task edge serves sessions with no Node.js on the PATH")],
  [/^deno task packages$/, deno("deno task packages leaves every package of production")],
  [/^deno install --lockfile-only /, deno("deno task packages leaves every package of production")],
  [/^deno install$/, { page: "docs/deploy-deno.md", words: "`deno install` in a fresh clone" }],
  [
    /^deno run -A npm:vite build ui$/,
    { page: "docs/deploy-deno.md", words: "`deno run -A npm:vite build ui`, November 2026" },
  ],

  // What an operator asks
  [/^npm run doctor$/, typed("doctor, look, and what is in it")],
  [/^npm run look( -- SESSION)?$/, typed("doctor, look, and what is in it")],
  [/^npm run (--silent )?sbom( > sbom\.json)?$/, typed("doctor, look, and what is in it")],
  [/^npm run audit( -- .+)?$/, typed("the audit record, of everybody")],
  [/^npm run restore-account -- (ACCOUNT_)?ID$/, typed("the audit record, of everybody")],
  [/^npm run outbox( -- .+)?$/, typed("events that FAILED are listed")],
  [/^npm run maintenance( -- .+)?$/, typed("maintenance is on, looked at and off")],
  [/^npm run keys( -- .+)?$/, typed("keys are listed, renewed and forgotten")],
  [
    /^npm run (backup|restore)( -- DIR)?$/,
    {
      test: "tests/integration/backup.test.ts",
      name: "what was committed before the backup began is in it",
    },
  ],
  [
    /^npm run mcp$/,
    { test: "tests/integration/edge/mcp.test.ts", name: "over standard input and output" },
  ],
  [
    /^\.venv\/bin\/python -m prefect flow-run ls$/,
    { test: "tests/e2e/start.test.ts", name: "what docs/prefect.md gives to type" },
  ],
  [
    /^\.venv\/bin\/python -m (genesis_flows\.worker\.deploy POOL|prefect worker start )/,
    {
      test: "tests/integration/resume/protected-prefect.test.ts",
      name: "what docs/prefect.md gives to type",
    },
  ],

  // On another machine: what they are given is looked at here
  [
    /^docker compose -f deploy\/compose\.yaml up /,
    { page: "docs/deploy.md", words: "Not tried, for want of an engine (November 2026)" },
  ],
  [
    /^kubectl (apply -k deploy\/kubernetes|kustomize)$/,
    { page: "docs/deploy.md", words: "`kubectl kustomize` builds the manifests" },
  ],
  [
    /^cp deploy\/kubernetes\/secret\.example\.yaml /,
    {
      test: "tests/boundaries/deploy.test.ts",
      name: "its list has every file, and its secrets name variables that are read",
    },
  ],
  [
    /^system(ctl enable --now genesis-studio|d-analyze verify)$/,
    {
      test: "tests/boundaries/deploy.test.ts",
      name: "systemd's units run commands that exist",
    },
  ],
  [/^openssl rand -hex 32$/, { readers: "prints a secret" }],
  [/^(chronyc tracking|timedatectl)$/, { readers: "shows the machine's clock" }],
  [/^(grype|osv-scanner) /, { readers: "a scanner, which has its own advisories" }],
  [/^npm audit$/, { readers: "asks the registry in use" }],
  [/^npx @modelcontextprotocol\/inspector$/, { readers: "a window onto any MCP server" }],
  [/^git show --no-patch v/, typed("a release is dated, committed and tagged")],

  // What a developer asks
  [
    /^git config core\.hooksPath /,
    { page: "CONTRIBUTING.md", words: "formats and lints what you stage" },
  ],
  [/^npm test( -- (FILE|--project unit|ui\/models\/session\/drafts))?$/, itself("npm test")],
  [/^npm test -- tests\/integration\/sql$/, itself("npm test")],
  [/^\.venv\/bin\/python -m pytest -c /, itself("npm test")],
  [/^npm run generate$/, itself("npm test")],
  [/^npm run prompts -- STAGE LANGUAGE$/, typed("what a model is told")],
  [
    /^python -m genesis_flows\.prompts\.versions$/,
    {
      test: "flows/tests/unit/test_prompts.py",
      name: "test_a_changed_prompt_has_another_version",
    },
  ],
  [/^npm run release -- /, typed("a release is dated, committed and tagged")],
  [
    /^npm run eval$/,
    {
      test: "flows/tests/unit/test_evaluation.py",
      name: "test_the_document_says_of_the_sample_generator_what_is_measured",
    },
  ],
  [/^npm run chaos -- /, itself("npm run chaos")],
  [/^npm run simulate -- fleet$/, itself("npm run simulate")],
  [/^npm run bench -- /, itself("npm run bench")],
  [/^npm run small-model/, itself("npm run small-model")],
  [/^npm run misbehaviours/, itself("npm run misbehaviours")],
  [/^npm run lighthouse$/, itself("npm run lighthouse")],
  [/^npm run gallery$/, itself("npm run gallery")],
  [/^npm run screens$/, itself("npm run screens")],
  [/^npm run schemathesis$/, itself("npm run schemathesis")],
  [/^npm run epubcheck$/, itself("npm run epubcheck")],
];

/** Pages whose blocks a command follows one by one, in their order. */
export const FOLLOWED_PAGES: Readonly<Record<string, RunByCommand>> = {
  "docs/first-deployment.md": deployment,
};
