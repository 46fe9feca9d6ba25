import type { Preset } from "../presets.ts";

/**
 * Prices are those of the busy hours (weekdays 9 to 12 and 14 to 18 in Beijing); at other times it charges half, so a budget
 * reckoned with these holds at any hour. `deepseek-chat`, the name of earlier years, ended on 2026-07-24.
 */
export const deepseek: Preset = {
  title: "DeepSeek", baseUrl: "https://api.deepseek.com", keyVariable: "DEEPSEEK_API_KEY", currency: "USD",
  asOf: "2026-10-27", source: "https://api-docs.deepseek.com/quick_start/pricing",
  models: {
    "deepseek-flash": {
      kind: "chat",
      prices: { inputPerMillion: 0.3, cachedInputPerMillion: 0.006, outputPerMillion: 1.2 },
      can: { structured: "json_object", images: true, maxTokensField: "max_tokens", maxOutputTokens: 32_768 },
    },
    "deepseek-v4-pro": {
      kind: "chat",
      prices: { inputPerMillion: 1.32, cachedInputPerMillion: 0.044, outputPerMillion: 3.96 },
      can: { structured: "json_object", maxTokensField: "max_tokens", maxOutputTokens: 32_768 },
    },
  },
};
