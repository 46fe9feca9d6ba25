import { ServerError } from "./server.ts";

/** The sha256 of a file's bytes, in base64. @throws ServerError on a page without https: browsers work it out only on a safe one */
export async function digestOf(file: Blob): Promise<string> {
  const { subtle } = crypto as Partial<Crypto>;
  if (!subtle) {
    const problem = { code: "PAGE_NOT_SECURE", message: "Files cannot be uploaded from this page.", hint: "Open it through https, or on the machine that the server runs on." };
    throw new ServerError(0, problem.message, [problem]);
  }
  const digest = new Uint8Array(await subtle.digest("SHA-256", await file.arrayBuffer()));
  return btoa(String.fromCharCode(...digest));
}
