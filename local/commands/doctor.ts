/**
 * `npm run doctor`: what is wrong with this installation or its configuration, in words. Ends with 1
 * where anything is; changes nothing, and prints no secret.
 */
import { resolve } from "node:path";
import { readKafkaConfig } from "#runtime/kafka/kafka-config.ts";
import { readWakeBroker } from "#runtime/wakes/wake-config.ts";
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { databaseExamination } from "../doctor/database.ts";
import { type Examination, type Variables, examineAll } from "../doctor/finding.ts";
import { diskExamination, nodeExamination, pythonExamination } from "../doctor/machine.ts";
import {
  kafkaExamination,
  modelExamination,
  modelVariablesExamination,
  prefectExamination,
  redisExamination,
  wakesExamination,
} from "../doctor/services.ts";
import { variablesExamination } from "../doctor/variables.ts";
import { fail } from "../processes/fail.ts";
import { namesModel } from "../roles/operator-model.ts";

const DEADLINE_MS = 30_000;
const OPENAI_BASE_URL = "https://api.openai.com/v1";
const MARKS = { ok: "ok    ", note: "note  ", wrong: "WRONG " } as const;

/** @throws EnvironmentError that names every wrong variable */
function examinations(env: Variables): readonly Examination[] {
  const values = readEnvironment(environment, env);
  const all = [
    variablesExamination(env),
    nodeExamination(),
    pythonExamination(),
    diskExamination(resolve(values.GENESIS_DATA_DIR)),
  ];
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: direct, DATABASE_MIGRATE_URL: owner } = values;
  if (url !== undefined)
    all.push(databaseExamination("DATABASE_URL", url, direct === undefined ? "direct" : "written"));
  if (direct !== undefined) all.push(databaseExamination("DATABASE_DIRECT_URL", direct, "direct"));
  if (owner !== undefined) all.push(databaseExamination("DATABASE_MIGRATE_URL", owner, "direct"));
  const { DATABASE_READ_URL: replica } = values;
  if (replica !== undefined) all.push(databaseExamination("DATABASE_READ_URL", replica, "read"));
  if (values.PREFECT_API_URL !== undefined) {
    all.push(
      prefectExamination({
        apiUrl: values.PREFECT_API_URL,
        apiKey: values.PREFECT_API_KEY ?? null,
        authString: values.PREFECT_API_AUTH_STRING ?? null,
      }),
    );
  }
  const kafka = readKafkaConfig(env);
  if (kafka !== null) all.push(kafkaExamination(kafka));
  const { UPSTASH_REDIS_REST_URL: redis, UPSTASH_REDIS_REST_TOKEN: token } = values;
  if (redis !== undefined && token !== undefined) all.push(redisExamination({ url: redis, token }));
  const wakes = readWakeBroker(env);
  if (wakes !== null) all.push(wakesExamination(wakes));
  if (namesModel(env)) all.push(modelVariablesExamination(env));
  const { OPENAI_BASE_URL: base, OPENAI_API_KEY: key, GENESIS_MODEL: name } = values;
  if (base !== undefined || key !== undefined) {
    all.push(
      modelExamination({ baseUrl: base ?? OPENAI_BASE_URL, key: key ?? null, name: name ?? null }),
    );
  }
  return all;
}

async function run(): Promise<void> {
  const findings = await examineAll(examinations(process.env), DEADLINE_MS);
  for (const { part, outcome, message } of findings) {
    process.stdout.write(`${MARKS[outcome]} ${part}: ${message}\n`);
  }
  if (process.env["DATABASE_URL"] === undefined) {
    process.stdout.write(
      "note   no DATABASE_URL: npm start brings PostgreSQL and all else itself\n",
    );
  }
  const isWell = findings.every(({ outcome }) => outcome !== "wrong");
  process.stdout.write(isWell ? "Nothing is wrong.\n" : "Something is wrong.\n");
  process.exit(isWell ? 0 : 1);
}

run().catch(fail);
