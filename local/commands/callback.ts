/**
 * `npm run callback`: the callback as a process of its own, configured by the environment. It
 * takes events from Kafka, where KAFKA_BROKERS names it, and repeats what Prefect did not get.
 */
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { readCallbackConfig } from "../../callback/config.ts";
import { fail } from "../processes/fail.ts";
import { runRole } from "../roles/role-process.ts";
import { startCallbackRole } from "../roles/roles.ts";

const { HOST, CALLBACK_PORT } = environment;

async function run(): Promise<void> {
  const values = readEnvironment({ HOST, CALLBACK_PORT }, process.env);
  await runRole({
    part: "callback",
    title: "Callback",
    host: values.HOST,
    port: values.CALLBACK_PORT,
    portVariable: "CALLBACK_PORT",
    databaseUrl: readCallbackConfig(process.env).databaseUrl,
    start: (surroundings) => startCallbackRole(process.env, surroundings),
  });
}

run().catch(fail);
