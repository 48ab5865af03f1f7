/** What the edge measures, whoever keeps the figures. */
export interface EdgeMetrics {
  /** @param route the pattern, never the path: ids would make a series each */
  requestFinished(route: string, method: string, status: number, seconds: number): void;
  commandFinished(commandType: string, outcome: string): void;
  rateLimited(name: string): void;
  rateLimiterFailed(): void;
  readersChanged(count: number): void;
  eventsSent(count: number): void;
  readerDropped(reason: string): void;
  /** Where there is a replica. */
  readFrom(server: "replica" | "primary"): void;
  fetchFailed(): void;
  wakeFailed(): void;
  listenerReplaced(): void;
  /** The Prometheus exposition. */
  render(): Promise<{ readonly contentType: string; readonly body: string }>;
}
