import { expect, test } from "vitest";
import { operationUrl, readBaseUrl } from "./model-endpoint.ts";

test.each([
  ["https://api.openai.com/v1", "https://api.openai.com/v1"],
  ["https://api.openai.com", "https://api.openai.com/v1"],
  ["https://api.openai.com/", "https://api.openai.com/v1"],
  [" https://api.openai.com/v1/ ", "https://api.openai.com/v1"],
  ["https://api.openai.com/v1/chat/completions", "https://api.openai.com/v1"],
  ["https://api.openai.com//v1//chat/completions/", "https://api.openai.com/v1"],
  ["https://api.openai.com/v1/models", "https://api.openai.com/v1"],
  ["https://api.openai.com/v1/models/gpt-4.1", "https://api.openai.com/v1"],
  ["https://api.openai.com/v1/responses", "https://api.openai.com/v1"],
  ["https://api.openai.com/v1/embeddings#top", "https://api.openai.com/v1"],
  ["https://api.openai.com/v1?key=sk-secret", "https://api.openai.com/v1"],
  ["HTTPS://API.OpenAI.com/v1", "https://api.openai.com/v1"],
  ["api.deepseek.com", "https://api.deepseek.com/v1"],
  ['"https://api.deepseek.com/v1"', "https://api.deepseek.com/v1"],
  ["https://api.deepseek.com/v1,", "https://api.deepseek.com/v1"],
  ["\u200bhttps://api.deepseek.com/v1", "https://api.deepseek.com/v1"],
  ["localhost:11434", "http://localhost:11434/v1"],
  ["localhost:11434/v1/", "http://localhost:11434/v1"],
  ["127.0.0.1:8080/v1/chat/completions", "http://127.0.0.1:8080/v1"],
  ["192.168.1.20:8000", "http://192.168.1.20:8000/v1"],
  ["ollama:11434", "http://ollama:11434/v1"],
  ["http://[::1]:1234/v1", "http://[::1]:1234/v1"],
  ["https://openrouter.ai", "https://openrouter.ai/api/v1"],
  [
    "https://generativelanguage.googleapis.com",
    "https://generativelanguage.googleapis.com/v1beta/openai",
  ],
  ["https://dashscope.aliyuncs.com", "https://dashscope.aliyuncs.com/compatible-mode/v1"],
  ["https://gw.company/openai", "https://gw.company/openai"],
  [
    "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21&x=1",
    "https://x.openai.azure.com/openai/deployments/d?api-version=2024-10-21",
  ],
])("an address in any form has one: %s", (pasted, baseUrl) => {
  expect(readBaseUrl(pasted)).toEqual({ outcome: "BASE_URL", baseUrl });
  expect(readBaseUrl(baseUrl), "and stays as it is").toEqual({ outcome: "BASE_URL", baseUrl });
});

test.each([
  "",
  " ",
  "https://",
  "ftp://x/v1",
  "javascript:alert(1)",
  "https://me:secret@host/v1",
  "https://host:99999/v1",
  "https://a b/v1",
  `https://x/${"y".repeat(2_100)}`,
])("what is no endpoint is refused: %s", (pasted) => {
  const read = readBaseUrl(pasted);
  expect(read.outcome).toBe("REFUSED");
  expect(JSON.stringify(read)).not.toContain("secret");
});

test("an operation goes before the query", () => {
  expect(operationUrl("https://x/d?api-version=1", "/chat/completions")).toBe(
    "https://x/d/chat/completions?api-version=1",
  );
});
