import type { Preset } from "../presets.ts";

/** Providers of which only the address and the usual variable are fixed: their models are many, and their prices change weekly. */
function addressOnly(title: string, baseUrl: string, keyVariable: string): Preset {
  return { title, baseUrl, keyVariable, currency: "USD", asOf: "2026-11", source: baseUrl, models: {} };
}

export const openrouter = addressOnly("OpenRouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY");
export const siliconflow = addressOnly("SiliconFlow", "https://api.siliconflow.cn/v1", "SILICONFLOW_API_KEY");
export const dashscope = addressOnly("Alibaba Cloud Model Studio", "https://dashscope.aliyuncs.com/compatible-mode/v1", "DASHSCOPE_API_KEY");
export const volcengine = addressOnly("Volcengine Ark", "https://ark.cn-beijing.volces.com/api/v3", "ARK_API_KEY");
