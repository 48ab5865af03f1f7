/** Where traces go, by OpenTelemetry's own variables. */
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";

export interface TraceConfig {
  /** Where spans are posted. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** null: `genesis-` and the role. */
  readonly serviceName: string | null;
}

const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS } = environment;
const { OTEL_SERVICE_NAME, OTEL_SDK_DISABLED } = environment;

export const TRACE_FIELDS = {
  OTEL_EXPORTER_OTLP_ENDPOINT,
  OTEL_EXPORTER_OTLP_HEADERS,
  OTEL_SERVICE_NAME,
  OTEL_SDK_DISABLED,
};

/** @throws EnvironmentError @returns null: no traces are sent */
export function readTraceConfig(
  env: Readonly<Record<string, string | undefined>>,
): TraceConfig | null {
  const values = readEnvironment(TRACE_FIELDS, env);
  const endpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined || values.OTEL_SDK_DISABLED) return null;
  return {
    url: `${endpoint}/v1/traces`,
    headers: values.OTEL_EXPORTER_OTLP_HEADERS,
    serviceName: values.OTEL_SERVICE_NAME ?? null,
  };
}
