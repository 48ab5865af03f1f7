/** Prefect, Kafka, Redis and the model, where the environment names them. */
import { existsSync } from "node:fs";
import pino from "pino";
import { createKafkaClient } from "#runtime/kafka/kafka-client.ts";
import type { KafkaConfig } from "#runtime/kafka/kafka-config.ts";
import { type PrefectAccess, prefectAuthorization } from "#runtime/prefect-access.ts";
import { type WakeBroker, wakeChannelOpener } from "#runtime/wakes/wake-broker.ts";
import { wakeTopic } from "#runtime/wakes/wake-channel.ts";
import { readBaseUrl } from "#shared/model/model-endpoint.ts";
import { endpointClient } from "#runtime/endpoints/endpoint-client.ts";
import { testEndpoint } from "../../edge/model/test-endpoint.ts";
import { venvPython } from "../processes/python.ts";
import { StartError } from "../processes/start-error.ts";
import { checkOperatorModel } from "../roles/operator-model.ts";
import type { Examination, Variables } from "./finding.ts";

export function prefectExamination(access: PrefectAccess): Examination {
  return {
    part: "PREFECT_API_URL",
    async examine() {
      const answer = await fetch(`${access.apiUrl.replace(/\/$/, "")}/admin/version`, {
        headers: { ...prefectAuthorization(access) },
        signal: AbortSignal.timeout(8_000),
      }).catch(() => {
        throw new Error("nothing answers there");
      });
      if (answer.status === 401 || answer.status === 403) {
        throw new Error(
          "Prefect refuses who asks: PREFECT_API_AUTH_STRING (USER:PASSWORD) or PREFECT_API_KEY",
        );
      }
      // Prefect Cloud tells no version.
      if (!answer.ok && answer.status !== 404) throw new Error(`Prefect answers ${answer.status}`);
      return [{ outcome: "ok", message: "Prefect answers" }];
    },
  };
}

export function kafkaExamination(config: KafkaConfig): Examination {
  return {
    part: "KAFKA_BROKERS",
    async examine() {
      const log = pino({ level: "silent" });
      const admin = createKafkaClient(
        config,
        { clientId: "genesis-doctor", retries: 1 },
        log,
      ).admin();
      try {
        await admin.connect();
        const topics = await admin.listTopics();
        return topics.includes(config.topic)
          ? [{ outcome: "ok", message: `Kafka answers and has ${config.topic}` }]
          : [{ outcome: "note", message: `Kafka answers; the relay will make ${config.topic}` }];
      } catch (error) {
        const why = error instanceof Error ? error.message : "unknown";
        throw new Error(`no broker can be used: ${why}`, { cause: error });
      } finally {
        await admin.disconnect();
      }
    },
  };
}

export function redisExamination({ url, token }: { url: string; token: string }): Examination {
  return {
    part: "UPSTASH_REDIS_REST_URL",
    async examine() {
      const answer = await fetch(`${url.replace(/\/$/, "")}/ping`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(8_000),
      }).catch(() => {
        throw new Error("nothing answers there; the studio works without it, more slowly");
      });
      if (answer.status === 401) throw new Error("it refuses UPSTASH_REDIS_REST_TOKEN");
      if (!answer.ok) throw new Error(`it answers ${answer.status}`);
      return [{ outcome: "ok", message: "Redis answers" }];
    },
  };
}

/** Whether it may publish there; that nothing comes of it where nobody feeds it is health's to say. */
export function wakesExamination(broker: WakeBroker): Examination {
  return {
    part: "WAKE_URL",
    async examine() {
      const topic = wakeTopic("doctor");
      const channel = await wakeChannelOpener(broker)({ topic, onBroken: () => undefined });
      try {
        await channel.publish("is it there?");
      } finally {
        await channel.stop();
      }
      return [{ outcome: "ok", message: `${broker.kind} answers` }];
    },
  };
}

/** What the worker reads of the operator's model, its file included, by the worker's own reader. */
export function modelVariablesExamination(env: Variables): Examination {
  return {
    part: "model variables",
    async examine() {
      if (!existsSync(venvPython)) {
        const message = "not looked at: the flows' Python is not installed (npm install)";
        return [{ outcome: "note", message }];
      }
      try {
        await checkOperatorModel(env);
      } catch (error) {
        if (!(error instanceof StartError)) throw error;
        return error.message
          .split("\n")
          .filter((line) => line.trim() !== "")
          .map((message) => ({ outcome: "wrong", message }));
      }
      return [{ outcome: "ok", message: "the worker can read them" }];
    },
  };
}

/** Makes the calls that the page's Test makes: the model is asked for one short answer. */
export function modelExamination(model: {
  readonly baseUrl: string;
  readonly key: string | null;
  readonly name: string | null;
}): Examination {
  return {
    part: "OPENAI_BASE_URL",
    async examine() {
      const base = readBaseUrl(model.baseUrl);
      if (base.outcome === "REFUSED") throw new Error(base.reason);
      const tested = await testEndpoint(
        endpointClient({ kind: "any" }),
        { baseUrl: base.baseUrl, key: model.key, model: model.name },
        "en",
      );
      const failed = tested.steps.filter(({ ok }) => !ok);
      if (tested.ok) return [{ outcome: "ok", message: `${tested.model ?? "the model"} answers` }];
      return failed.map(({ message }) => ({ outcome: "wrong", message }));
    },
  };
}
