import { createServer, type ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect, type StreamBlock } from "./connection.ts";

let url: string;
let answer: (response: ServerResponse) => void;
const server = createServer((_, response) => answer(response));

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function opened() {
  const blocks: StreamBlock[] = [];
  const heard = vi.fn<() => void>();
  const ended = vi.fn<(status: number | null) => void>();
  const close = connect(url, {
    onHeard: heard,
    onBlock: (block) => blocks.push(block),
    onEnd: ended,
  });
  return { blocks, heard, ended, close };
}

test("blocks are heard however the network cuts them, and comments count as life", async () => {
  let response: ServerResponse | undefined;
  answer = (opened) => {
    response = opened.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("retry: 1000\n\n:\n\n");
  };
  const { blocks, heard, ended } = opened();
  await vi.waitFor(() => expect(heard).toHaveBeenCalled());
  const bytes = Buffer.from('id: a:2\nevent: genesis.idea.submitted\ndata: {"text":"潜水"}\n\n');
  for (const byte of bytes) {
    await new Promise((resolve) => response?.write(Buffer.of(byte), resolve));
  }
  await vi.waitFor(() =>
    expect(blocks).toEqual([{ event: "genesis.idea.submitted", data: '{"text":"潜水"}' }]),
  );
  response?.end();
  await vi.waitFor(() => expect(ended).toHaveBeenCalledWith(null));
});

test("a refusal tells its status, and no server none", async () => {
  answer = (response) => response.writeHead(401).end();
  const refused = opened();
  await vi.waitFor(() => expect(refused.ended).toHaveBeenCalledWith(401));
  answer = (response) => response.destroy();
  const cut = opened();
  await vi.waitFor(() => expect(cut.ended).toHaveBeenCalledWith(null));
});

test("what was closed here is over without a word", async () => {
  let isGone = false;
  answer = (response) => {
    response.on("close", () => (isGone = true));
    response.writeHead(200).write(":\n\n");
  };
  const { heard, ended, close } = opened();
  await vi.waitFor(() => expect(heard).toHaveBeenCalled());
  close();
  await vi.waitFor(() => expect(isGone).toBe(true));
  expect(ended).not.toHaveBeenCalled();
});
