const kept = "reelwright.token";

/**
 * The token that the server asks for. It comes with the address that the server prints (`#token=…`, which no request
 * carries), is kept for this browser, and taken out of the address at once.
 */
export function takeToken(): string | undefined {
  const given = /^#token=([^&]+)/.exec(location.hash)?.[1];
  if (given !== undefined) {
    localStorage.setItem(kept, decodeURIComponent(given));
    history.replaceState(null, "", `${location.pathname}${location.search}#/`);
  }
  return localStorage.getItem(kept) ?? undefined;
}

export function keepToken(token: string): void {
  localStorage.setItem(kept, token.trim());
}

export function forgetToken(): void {
  localStorage.removeItem(kept);
}
