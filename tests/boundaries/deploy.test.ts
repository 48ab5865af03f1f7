/** What is under deploy/: it parses, names only what exists, and keeps the rules of docs/deploy.md. */
import { existsSync, globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Registry } from "prom-client";
import { describe, expect, test } from "vitest";
import { parseAllDocuments, parse } from "yaml";
import { z } from "zod";
import { environment } from "#shared/environment.ts";
import { MAX_LOG_BYTES } from "#shared/http/log-routes.ts";
import { HEALTH_PROBLEM_NAMES } from "#shared/http/health-problems.ts";
import { createCallbackMetrics } from "../../callback/metrics.ts";
import { createPrometheusMetrics } from "../../edge/metrics/prometheus.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { createRelayMetrics } from "../../relay/metrics.ts";
import { deploymentPage, valuesToFillIn } from "../chaos/deployment/page.ts";

const read = (path: string) => readFile(join(repositoryRoot, path), "utf8");
const headings = async (page: string) =>
  [...(await read(page)).matchAll(/^#{2,3} (\S+)$/gm)].map(([, name]) => name);

const rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.object({ severity: z.enum(["page", "ticket"]) }),
          annotations: z.object({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});

/** Every metric of every role, as Prometheus names its series. */
async function metricNames(): Promise<ReadonlySet<string>> {
  const registry = new Registry();
  createRelayMetrics(registry);
  createCallbackMetrics(registry);
  const edge = await createPrometheusMetrics({ withProcessMetrics: true, others: [] }).render();
  const python = await read("flows/genesis_flows/worker/metrics.py");
  const told = `${edge.body}\n${await registry.metrics()}`;
  const typed = [...told.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = "", type]) =>
    type === "histogram" ? [name, `${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  const ofFlows = [...python.matchAll(/(Counter|Gauge)\(\s*"(\w+)"/g)].map(([, kind, name = ""]) =>
    kind === "Counter" ? `${name}_total` : name,
  );
  return new Set([...typed, ...ofFlows]);
}

const metricsIn = (expression: string) =>
  [...expression.matchAll(/\b(?:genesis|process)_\w+/g)].map(([name]) => name);

test("every metric that an alert or the dashboard asks for exists", async () => {
  const known = await metricNames();
  const alerts = rules.parse(parse(await read("deploy/prometheus/alerts.yaml")));
  const dashboard = z
    .object({
      panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })),
    })
    .parse(JSON.parse(await read("deploy/grafana/studio.json")));
  const asked = [
    ...alerts.groups.flatMap((group) => group.rules.map((rule) => rule.expr)),
    ...dashboard.panels.flatMap((panel) => panel.targets.map((target) => target.expr)),
  ].flatMap(metricsIn);
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
});

test("every alert has its runbook, and every runbook its alert", async () => {
  const alerts = rules.parse(parse(await read("deploy/prometheus/alerts.yaml")));
  const named = alerts.groups.flatMap((group) => group.rules);
  expect(await headings("docs/alerts.md")).toEqual(named.map((rule) => rule.alert));
  for (const { alert, annotations } of named) {
    expect(annotations.runbook).toBe(`docs/alerts.md#${alert.toLowerCase()}`);
  }
});

test("every problem that health names is described, and no other", async () => {
  const described = (await headings("docs/health.md")).filter((name) =>
    /^[A-Z_]+$/.test(name ?? ""),
  );
  expect([...described].sort()).toEqual([...HEALTH_PROBLEM_NAMES].sort());
});

test("every problem that health names is told in a test", async () => {
  const files = globSync(["{tests,callback,local}/**/*{.test,-cases}.ts", "flows/tests/**/*.py"], {
    cwd: repositoryRoot,
  }).filter((file) => !file.startsWith("tests/boundaries/"));
  const told = (await Promise.all(files.map(read))).join("\n");
  const untold = HEALTH_PROBLEM_NAMES.filter((name) => !new RegExp(`\\b${name}\\b`).test(told));
  expect(untold).toEqual([]);
});

const containers = z.array(
  z.looseObject({
    name: z.string(),
    command: z.array(z.string()),
    envFrom: z.array(z.object({ secretRef: z.object({ name: z.string() }) })),
    securityContext: z.object({
      allowPrivilegeEscalation: z.literal(false),
      readOnlyRootFilesystem: z.literal(true),
      capabilities: z.object({ drop: z.tuple([z.literal("ALL")]) }),
    }),
    resources: z.object({ limits: z.object({ memory: z.string() }) }),
  }),
);
const podSpec = z.object({
  automountServiceAccountToken: z.literal(false),
  securityContext: z.looseObject({ runAsNonRoot: z.literal(true), runAsUser: z.int().positive() }),
  containers,
});
const manifest = z.looseObject({ kind: z.string(), metadata: z.object({ name: z.string() }) });

async function manifests() {
  const files = globSync("deploy/kubernetes/*.yaml", { cwd: repositoryRoot });
  const texts = await Promise.all(files.filter((file) => !/kustomization/.test(file)).map(read));
  return texts.flatMap((text) =>
    parseAllDocuments(text).map((document) => {
      expect(document.errors).toEqual([]);
      return manifest.parse(document.toJS());
    }),
  );
}

describe("deploy/kubernetes", () => {
  test("runs every part as nobody in particular, on a root that is not written", async () => {
    const workloads = (await manifests()).filter(({ kind }) => /Deployment|Job/.test(kind));
    expect(workloads.map(({ metadata }) => metadata.name).sort()).toEqual(
      ["callback", "edge", "flows", "migrate", "relay"].sort(),
    );
    for (const workload of workloads) {
      const { spec } = z
        .object({ spec: z.object({ template: z.object({ spec: podSpec }) }) })
        .parse(workload);
      for (const { command, envFrom } of spec.template.spec.containers) {
        expect(existsSync(join(repositoryRoot, command.at(-1) ?? ""))).toBe(true);
        const secrets = envFrom.map(({ secretRef }) => secretRef.name);
        // The owner's password is the migration's alone.
        expect(secrets.includes("genesis-owner")).toBe(workload.metadata.name === "migrate");
      }
    }
  });

  test("its list has every file, and its secrets name variables that are read", async () => {
    const { resources } = z
      .object({ resources: z.array(z.string()) })
      .parse(parse(await read("deploy/kubernetes/kustomization.yaml")));
    const files = globSync("*.yaml", { cwd: join(repositoryRoot, "deploy/kubernetes") });
    const kept = files.filter((file) => !/^(?:kustomization|secret\.example)\.yaml$/.test(file));
    expect([...resources].sort()).toEqual([...kept, "secret.yaml"].sort());
    const secrets = (await manifests()).filter(({ kind }) => kind === "Secret");
    const names = secrets.flatMap((secret) =>
      Object.keys(
        z.object({ stringData: z.record(z.string(), z.string()) }).parse(secret).stringData,
      ),
    );
    expect(names.filter((name) => !(name in environment))).toEqual([]);
  });
});

const compose = z.object({
  services: z.record(
    z.string(),
    z.looseObject({
      image: z.string(),
      command: z.union([z.string(), z.array(z.string())]).optional(),
      environment: z.record(z.string(), z.string()).optional(),
      read_only: z.boolean().optional(),
    }),
  ),
});

describe("deploy/compose.yaml", () => {
  test("runs commands that exist, with variables that are read", async () => {
    const { services } = compose.parse(parse(await read("deploy/compose.yaml"), { merge: true }));
    const own = Object.entries(services).filter(([, { image }]) => image.startsWith("genesis-"));
    expect(own.map(([name]) => name).sort()).toEqual(
      ["callback", "edge", "flows", "migrate", "redis-bridge", "relay"].sort(),
    );
    for (const [name, { command, environment: variables = {}, read_only }] of own) {
      const file = Array.isArray(command) ? (command.at(-1) ?? "") : "";
      expect([name, existsSync(join(repositoryRoot, file))]).toEqual([name, true]);
      expect(Object.keys(variables).filter((variable) => !(variable in environment))).toEqual([]);
      expect(read_only).toBe(true);
    }
    // An endpoint is allowed by all or by none: one that is kept, one that is delivered to, one that is called.
    const judging = own.filter(([, { environment: has = {} }]) => "MODEL_ENDPOINTS" in has);
    expect(judging.map(([name]) => name).sort()).toEqual(["edge", "flows", "relay"]);
  });

  test("no password stands in it", async () => {
    const text = await read("deploy/compose.yaml");
    for (const [, value = ""] of text.matchAll(
      /(?:PASSWORD|SECRET|TOKEN|AUTH_STRING): +"?([^"\s}]*)/g,
    )) {
      expect(value).toMatch(/^\$\{/);
    }
  });
});

test("systemd's units run commands that exist, as a user of their own", async () => {
  const files = globSync("deploy/systemd/*.service", { cwd: repositoryRoot });
  expect(files).toHaveLength(6);
  for (const file of files) {
    const unit = await read(file);
    const command = /^ExecStart=.* (local\/commands\/\w+\.ts)$/m.exec(unit)?.[1] ?? "nothing";
    expect([file, existsSync(join(repositoryRoot, command))]).toEqual([file, true]);
    for (const line of ["User=genesis", "NoNewPrivileges=true", "ProtectSystem=strict"]) {
      expect(unit).toContain(line);
    }
  }
});

test("every part is started as its npm script does, with the same flags for Node", async () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await read("package.json")));
  const files = globSync("deploy/**/*{.service,.yaml,Dockerfile}", { cwd: repositoryRoot });
  const commands = (await Promise.all([...files, "docs/first-deployment.md"].map(read)))
    .flatMap(
      (text) =>
        text.match(/\bnode[",]* +"?(?:--[\w-]+=\d+)?[", ]*local\/commands\/[\w-]+\.ts/g) ?? [],
    )
    .map((command) => command.replaceAll(/[",\s]+/g, " "));
  expect(commands.length).toBeGreaterThan(15);
  const known = new Set(Object.values(scripts).map((script) => script.replace(/^exec /, "")));
  expect(commands.filter((command) => !known.has(command))).toEqual([]);
});

test("what holds secrets is neither kept in git nor copied into an image", async () => {
  const secrets = ["deploy/.env", "deploy/kubernetes/secret.yaml"];
  const lines = (text: string) => text.split("\n").map((line) => line.trim());
  const kept = lines(await read(".gitignore"));
  expect(secrets.filter((path) => !kept.includes(path) && !kept.includes(".env"))).toEqual([]);
  expect(kept).toContain("deploy/kubernetes/secret.yaml");
  expect(lines(await read(".dockerignore"))).toEqual(expect.arrayContaining(["deploy", "**/.env"]));
});

test("a proxy lets through the largest file that the studio takes", async () => {
  const most = MAX_LOG_BYTES / 1024 ** 2;
  const told = [
    /client_max_body_size (\d+)m/.exec(await read("deploy/proxy/nginx.conf")),
    /proxy-body-size: (\d+)m/.exec(await read("deploy/kubernetes/edge.yaml")),
  ].map((found) => Number(found?.[1]));
  for (const mib of told) expect(mib).toBeGreaterThan(most);
});

test("docs/first-deployment.md starts each part by its container's command, with variables that exist", async () => {
  const services = z
    .object({ services: z.record(z.string(), z.object({ command: z.unknown().optional() })) })
    .parse(parse(await read("deploy/compose.yaml"), { merge: true })).services;
  const blocks = await deploymentPage();
  const started = blocks
    .filter(({ kind }) => kind === "process")
    .map(({ text }) => text.trim().replace(/^.*exec /, ""));
  const roles = ["edge", "relay", "callback", "flows"];
  const commands = roles.map((role) =>
    z.array(z.string()).parse(services[role]?.command).join(" "),
  );
  expect(started).toEqual(commands);
  const own = ["DB", "DB_CA", "OWNER_PASSWORD", "SERVICE_PASSWORD", "EDGE_PORT"];
  const known = new Set([...own, ...Object.keys(environment)]);
  expect(valuesToFillIn(blocks).filter((name) => !known.has(name))).toEqual([]);
});
