/** Makers and servers by name: where they are, and where their key is had; null: none is needed. */
export interface ModelPreset {
  readonly name: string;
  readonly baseUrl: string;
  readonly keyPage: string | null;
  /** It runs on a machine of the writer's own: nothing is paid for its words. */
  readonly isFree?: true;
}

export const MODEL_PRESETS: readonly ModelPreset[] = [
  { name: "OpenAI", baseUrl: "https://api.openai.com/v1", keyPage: "platform.openai.com/api-keys" },
  {
    name: "DeepSeek",
    baseUrl: "https://api.deepseek.com/v1",
    keyPage: "platform.deepseek.com/api_keys",
  },
  {
    name: "Qwen",
    baseUrl: "https://dashscope.aliyuncs.com/compatible-mode/v1",
    keyPage: "bailian.console.aliyun.com",
  },
  {
    name: "Gemini",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    keyPage: "aistudio.google.com/apikey",
  },
  { name: "Mistral", baseUrl: "https://api.mistral.ai/v1", keyPage: "console.mistral.ai/api-keys" },
  { name: "OpenRouter", baseUrl: "https://openrouter.ai/api/v1", keyPage: "openrouter.ai/keys" },
  { name: "Ollama", baseUrl: "http://localhost:11434/v1", keyPage: null, isFree: true },
  { name: "LM Studio", baseUrl: "http://localhost:1234/v1", keyPage: null, isFree: true },
  { name: "llama.cpp", baseUrl: "http://localhost:8080/v1", keyPage: null, isFree: true },
  { name: "vLLM", baseUrl: "http://localhost:8000/v1", keyPage: null, isFree: true },
];
