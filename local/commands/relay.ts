/**
 * `npm run relay`: the relay as a process of its own, configured by the environment. Without Kafka
 * it hosts the callback as well, to which it then delivers.
 */
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { readRelayConfig } from "../../relay/config.ts";
import { fail } from "../processes/fail.ts";
import { runRole } from "../roles/role-process.ts";
import { hasKafka, startCallbackRole, startRelayRole } from "../roles/roles.ts";

const { HOST, RELAY_PORT } = environment;

/** With Kafka the callback is another process. */
const nowhere = () => Promise.reject(new Error("no callback lives in this process"));

async function run(): Promise<void> {
  const values = readEnvironment({ HOST, RELAY_PORT }, process.env);
  await runRole({
    part: "relay",
    title: "Relay",
    host: values.HOST,
    port: values.RELAY_PORT,
    portVariable: "RELAY_PORT",
    databaseUrl: readRelayConfig(process.env).databaseUrl,
    start: async (surroundings) => {
      if (hasKafka(process.env)) return startRelayRole(process.env, nowhere, surroundings);
      const callback = await startCallbackRole(process.env, surroundings);
      const relay = await startRelayRole(process.env, callback.handle, surroundings);
      return {
        stop: async () => {
          await relay.stop();
          await callback.stop();
        },
      };
    },
  });
}

run().catch(fail);
