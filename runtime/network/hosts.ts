/** A host as it is granted: `api.pexels.com`, `*.example.org`, `images.example.org:8443`. */

/** @param url whose protocol was checked @param granted as in a pack's permissions */
export function isGranted(url: URL, granted: readonly string[]): boolean {
  return granted.some((pattern) => {
    const [host, port = "443"] = pattern.split(":") as [string, string?];
    if ((url.port || defaultPort(url)) !== port) return false;
    const name = url.hostname.toLowerCase();
    return host.startsWith("*.") ? name.endsWith(host.slice(1)) && name.length > host.length - 1 : name === host;
  });
}

/** With its port, as it would be granted. */
export function hostOf(url: URL): string {
  const port = url.port || defaultPort(url);
  return port === "443" ? url.hostname : `${url.hostname}:${port}`;
}

function defaultPort({ protocol }: URL): string {
  return protocol === "http:" ? "80" : "443";
}
