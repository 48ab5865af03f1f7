/** One delivery: the event signed and posted, and what its receiver's answer means for it. */

import { endpointClient } from "#runtime/endpoints/endpoint-client.ts";
import { EndpointForbidden, type EndpointPolicy } from "#runtime/endpoints/endpoint-policy.ts";
import type { ModelKeys } from "#runtime/secrets/model-keys.ts";
import { secretPlace, signatureHeaders } from "#runtime/webhooks/signature.ts";
import type { AnswerOf } from "#shared/answers/service-answers.ts";

export type Delivery = AnswerOf<"claim_deliveries">[number];

/** GONE: the receiver says that it is no more. */
export type Delivered =
  | { readonly outcome: "TAKEN"; readonly error: null }
  | { readonly outcome: "REFUSED" | "GONE"; readonly error: string };

/** Until the answer's last byte. */
const DEADLINE_MS = 15_000;
const GONE = 410;

/** Never throws. */
export type Deliver = (delivery: Delivery, signal: AbortSignal) => Promise<Delivered>;

export interface DeliverOptions {
  /** null: no GENESIS_SECRET */
  readonly secrets: ModelKeys | null;
  /** What is allowed now; null: this relay was not told, and goes by what was when the address was added. */
  readonly endpoints: EndpointPolicy | null;
}

export function createDeliver({ secrets, endpoints }: DeliverOptions): Deliver {
  return (delivery, signal) =>
    deliver(delivery, secrets, endpoints ?? addedBy(delivery.rule), signal);
}

/** `public` addresses are looked up and looked at each time. */
function addedBy(rule: Delivery["rule"]): EndpointPolicy {
  return { kind: rule === "public" ? "public" : "any" };
}

async function deliver(
  delivery: Delivery,
  secrets: ModelKeys | null,
  policy: EndpointPolicy,
  signal: AbortSignal,
): Promise<Delivered> {
  const { webhook_id, url, encrypted_secret, session_id, event } = delivery;
  if (secrets === null) return refused("this studio's relay has no GENESIS_SECRET to sign with");
  const text = JSON.stringify({
    type: event.event_type,
    timestamp: event.occurred_at,
    data: { session_id, ...event },
  });
  try {
    const secret = await secrets.decrypt(secretPlace(webhook_id), encrypted_secret);
    const at = Math.floor(Date.now() / 1_000);
    const headers = await signatureHeaders(secret, event.event_id, at, text);
    const deadlineMs = DEADLINE_MS;
    const sent = { method: "POST", url, key: null, text, headers, deadlineMs, signal } as const;
    const { status } = await endpointClient(policy)(sent);
    if (status >= 200 && status < 300) return { outcome: "TAKEN", error: null };
    const error = `the receiver answered ${status}`;
    return { outcome: status === GONE ? "GONE" : "REFUSED", error };
  } catch (error) {
    if (error instanceof EndpointForbidden) {
      const isElsewhere = error.refusal === "address";
      return refused(
        isElsewhere
          ? "the address leads where it may not"
          : "MODEL_ENDPOINTS does not allow the address any more",
      );
    }
    return refused(error instanceof Error ? error.message : "it could not be sent");
  }
}

function refused(error: string): Delivered {
  return { outcome: "REFUSED", error };
}
