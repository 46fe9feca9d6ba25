/**
 * Configurations to begin with, as text: JSON with comments, every field explained. What is switched off stands behind `//`
 * without a space, so that taking the two strokes away is all it takes.
 */

export interface Example {
  readonly summary: string;
  readonly text: string;
}

const head = `// What Reelwright uses, and what it costs. JSON, with comments and trailing commas.
// "reelwright config check" tries it out, "reelwright config show" says what holds.
// Keys never stand here: name the variable, the file or the program that has them.
`;

const general = `  // For editors that check JSON while you type.
  //"$schema": "./node_modules/reelwright/docs/config.schema.json",

  // Folders of node packs to load, from this folder.
  //"packs": ["./my-pack"],

  // How many items run at once.
  //"concurrency": 64,

  // Secrets that packs ask for by name, where the variable is called otherwise; and hosts of this machine or its neighbours that
  // packs may reach.
  //"secrets": { "PEXELS_API_KEY": { "file": "~/.keys/pexels" } },
  //"reachable": ["127.0.0.1:4711"],

  // The currency of every price and budget. The presets count in USD.
  "currency": "USD",
`;

const everyField = `    // Every field there is:
    //"my-service": {
      //"type": "openai",
      // Address, models, prices and abilities known beforehand: openai, deepseek; and the address alone: openrouter,
      // siliconflow, dashscope, volcengine. What you write goes before it, field by field.
      //"preset": "openai",
      // Up to and with the version; or { "env": "NAME" }.
      //"baseUrl": "https://gateway.example.com/v1",
      // { "env": NAME }, { "file": PATH } or { "command": [PROGRAM, …] }. Leave it out where none is wanted.
      //"key": { "env": "GATEWAY_API_KEY" },
      // Run when the key was refused (401); what it prints is the new key.
      //"refresh": { "command": ["./renew-token", "--quiet"] },
      //"organization": "org-123",
      //"project": "proj-123",
      // Sent with every request. One that proves who you are is written like a key.
      //"headers": { "X-Title": "Reelwright", "X-Tenant-Token": { "env": "TENANT_TOKEN" } },
      // The longest silence before a call is given up.
      //"timeoutSeconds": 120,
      // Of all its models together; a model may have limits of its own besides.
      //"limits": { "requestsPerMinute": 500, "tokensPerMinute": 200000, "concurrency": 16 },
      //"models": {
        //"a-chat-model": {
          //"prices": { "inputPerMillion": 0.42, "cachedInputPerMillion": 0.05, "outputPerMillion": 0.42, "perCall": 0 },
          // What the report compares with; without it, the price you pay.
          //"market": { "name": "GPT-4 Turbo list price", "inputPerMillion": 10, "outputPerMillion": 30 },
          //"limits": { "requestsPerMinute": 60 },
          // How long a model that thinks should do so: none, minimal, low, medium or high.
          //"effort": "low",
          //"can": {
            // The strongest form of structured output: json_schema, json_object or text.
            //"structured": "json_schema",
            // Whether it reads pictures, and the most tokens one counts as.
            //"images": true,
            //"imageTokens": 2000,
            //"temperature": true,
            //"seed": false,
            //"maxOutputTokens": 8192,
            // max_tokens for services that know no other.
            //"maxTokensField": "max_completion_tokens",
          //},
        //},
        //"a-voice-model": {
          //"prices": { "perMillionCharacters": 30, "perMinute": 0 },
          //"can": {
            // Ages: child, young, adult, elder. Without languages, a voice speaks all of them.
            //"voices": [{ "name": "mei", "gender": "female", "age": "young", "languages": ["zh-CN"] }],
            // Whether it takes directions for how a line is said, and speaks with voices made after a person's.
            //"directions": true,
            //"clone": false,
          //},
        //},
        //"a-picture-model": {
          //"prices": { "perImage": 0.04 },
          //"can": {
            // How many reference pictures a request may carry, and how their field is spelled: image[] or image.
            //"references": 4,
            //"referenceField": "image[]",
            //"sizes": ["1024x1536", "1536x1024"],
          //},
        //},
        //"a-video-model": {
          //"prices": { "perSecond": 0.1 },
          //"can": { "firstFrame": true, "seconds": [4, 8, 12], "sizes": ["720x1280", "1280x720"] },
        //},
      //},
    //},
`;

const aboutRoles = `  // Who does what: "provider/model", "offline" for the stand-in, or a list, of which each is asked when those before it
  // cannot answer. A role that is not named is filled by its stand-in.`;
const aboutDraft = `  // What is different with --quality draft.`;

interface Parts {
  readonly intro: string;
  readonly providers: string;
  readonly roles: string;
  readonly draft: string;
}

function example({ intro, providers, roles, draft }: Parts): string {
  return `${head}${intro}{
${general}
  // Services, by names of your own.
  "providers": {
${providers}${everyField}  },

${aboutRoles}
  "roles": {
${roles}  },

${aboutDraft}
  "draft": {
    "roles": {
${draft}    },
  },
}
`;
}

const openaiRoles = `    "writer": "openai/gpt-6-sol",
    "dialogue": "openai/gpt-6-sol",
    "vision": "openai/gpt-6-luna",
    "judge": "openai/gpt-6-luna",
    "speech": "openai/gpt-4o-mini-tts",
    "image": "openai/gpt-image-2.5-sunburst",
`;
const openaiDraft = `      "writer": "openai/gpt-6-luna",
      "dialogue": "openai/gpt-6-luna",
      "image": "openai/gpt-image-2.5-flare",
`;

export const examples: Readonly<Record<string, Example>> = {
  offline: {
    summary: "stand-ins for every role, everything else explained",
    text: example({
      intro: "// With this file as it is, stand-ins fill every role, whatever keys the environment holds.\n",
      providers: `    //"openai": { "type": "openai", "preset": "openai", "key": { "env": "OPENAI_API_KEY" } },\n\n`,
      roles: openaiRoles.replaceAll(/^( +)"/gm, `$1//"`),
      draft: openaiDraft.replaceAll(/^( +)"/gm, `$1//"`),
    }),
  },
  openai: {
    summary: "OpenAI for every role but video",
    text: example({
      intro: "",
      providers: `    "openai": { "type": "openai", "preset": "openai", "key": { "env": "OPENAI_API_KEY" } },\n\n`,
      roles: openaiRoles,
      draft: openaiDraft,
    }),
  },
  production: {
    summary: "scripts by a DeepSeek model, dialogue, vision and pictures by OpenAI, speech by tts-1-hd, with market prices to compare",
    text: example({
      intro: "// Prices are what such a production paid. Write down what you pay: budgets and reports are reckoned with it.\n",
      providers: `    "deepseek": {
      "type": "openai",
      "preset": "deepseek",
      "key": { "env": "DEEPSEEK_API_KEY" },
      "models": {
        "deepseek-flash": {
          // One price for everything. Without this line, the list price that the preset knows.
          "prices": { "inputPerMillion": 0.42, "cachedInputPerMillion": 0.42, "outputPerMillion": 0.42 },
          "market": { "name": "GPT-4 Turbo list price", "inputPerMillion": 10, "outputPerMillion": 30 },
        },
      },
    },
    "openai": {
      "type": "openai",
      "preset": "openai",
      "key": { "env": "OPENAI_API_KEY" },
      "limits": { "concurrency": 8 },
    },

`,
      roles: `    "writer": ["deepseek/deepseek-flash", "openai/gpt-6-luna"],
    "dialogue": "openai/gpt-6-sol",
    "vision": "openai/gpt-6-luna",
    "judge": "openai/gpt-6-luna",
    "speech": "openai/tts-1-hd",
    "image": "openai/gpt-image-2.5-sunburst",
`,
      draft: `      "dialogue": "deepseek/deepseek-flash",
      "speech": "openai/tts-1",
      "image": "openai/gpt-image-2.5-flare",
`,
    }),
  },
  gateway: {
    summary: "one OpenAI-compatible service at an address of your own: a gateway, or a server on this machine",
    text: example({
      intro: "// Correct the names of the models, their prices and what they can do.\n",
      providers: `    "gateway": {
      "type": "openai",
      "baseUrl": { "env": "GATEWAY_BASE_URL" },
      "key": { "env": "GATEWAY_API_KEY" },
      "models": {
        "chat": {
          "prices": { "inputPerMillion": 0.42, "outputPerMillion": 0.42 },
          "can": { "structured": "json_object", "images": true },
        },
        "speech": {
          "prices": { "perMillionCharacters": 15 },
          "can": { "voices": [{ "name": "anna", "gender": "female", "age": "adult" }, { "name": "carl", "gender": "male", "age": "adult" }] },
        },
        "images": { "prices": { "perImage": 0.04 }, "can": { "references": 4 } },
        "video": { "prices": { "perSecond": 0.1 }, "can": { "firstFrame": true, "seconds": [4, 8, 12], "sizes": ["720x1280"] } },
      },
    },

`,
      roles: `    "writer": "gateway/chat",
    "dialogue": "gateway/chat",
    "vision": "gateway/chat",
    "judge": "gateway/chat",
    "speech": "gateway/speech",
    "image": "gateway/images",
    "video": "gateway/video",
`,
      draft: "",
    }),
  },
};
