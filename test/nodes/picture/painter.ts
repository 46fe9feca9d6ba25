import { defineProvider, type GeneratedMedia, image, type PictureRequest, type Pictures } from "../../../runtime/contract/index.ts";

export interface ScriptedPainter {
  readonly provider: ReturnType<typeof defineProvider<Pictures>>;
  readonly requests: PictureRequest[];
}

/** An image model that gives the pictures it is told to, one after the other, and keeps what it was asked. */
export function scriptedPainter(make: (request: PictureRequest, index: number) => GeneratedMedia | Promise<GeneratedMedia>, references = 16): ScriptedPainter {
  const requests: PictureRequest[] = [];
  const provider = defineProvider<Pictures>({
    service: image,
    name: "scripted",
    fingerprint: "scripted",
    open: async () => ({
      bind: () => ({
        references,
        generate: async (request) => {
          requests.push(request);
          return make(request, requests.length - 1);
        },
      }),
    }),
  });
  return { provider, requests };
}
