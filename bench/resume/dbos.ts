/**
 * The peer: DBOS workflows that wait in `recv` and are sent a message, in this process and on the
 * studio's PostgreSQL, in a schema of its own. A library without a server between the two: what is
 * measured is the send's commit and the moment the waiting workflow has the message.
 */
import { DBOS } from "@dbos-inc/dbos-sdk";
import { now } from "./writer.ts";

export interface PeerTrace {
  /** The message is committed. */
  readonly sent: number;
  /** The workflow goes on with it. */
  readonly received: number;
}

export interface Peer {
  /** Sends one message to each of that many waiting workflows at once. */
  round(workflows: number): Promise<PeerTrace[]>;
  stop(): Promise<void>;
}

const received = new Map<string, (at: number) => void>();

const waiting = DBOS.registerWorkflow(
  async (id: string) => {
    await DBOS.recv<string>("answer", 600);
    received.get(id)?.(now());
  },
  { name: "waiting" },
);

export async function startPeer(databaseUrl: string): Promise<Peer> {
  DBOS.setConfig({ name: "peer", systemDatabaseUrl: databaseUrl, logLevel: "error" });
  await DBOS.launch();
  let count = 0;
  const one = async (id: string, gone: Promise<void>): Promise<PeerTrace> => {
    const arrival = new Promise<number>((resolve) => received.set(id, resolve));
    const handle = await DBOS.startWorkflow(waiting, { workflowID: id })(id);
    await gone;
    const sentAt = now();
    await DBOS.send(id, "an answer", "answer");
    const sent = now() - sentAt;
    const arrivedAt = await arrival;
    await handle.getResult();
    received.delete(id);
    return { sent, received: arrivedAt - sentAt };
  };
  return {
    round: async (workflows) => {
      const gate = Promise.withResolvers<void>();
      const traces = Array.from({ length: workflows }, () => one(`wait-${count++}`, gate.promise));
      // Each has begun to wait well before its message comes.
      setTimeout(() => gate.resolve(), 100);
      return Promise.all(traces);
    },
    stop: () => DBOS.shutdown(),
  };
}
