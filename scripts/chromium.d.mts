export function findChromium(): string | undefined;
export function chromium(): string | undefined;
