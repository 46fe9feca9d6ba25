import { html, nothing, type TemplateResult } from "lit";
import type { Workspace } from "../state/workspace.ts";

/** A pack's own picture, where it has one. Beside its name: it says nothing to those who cannot see it. */
export function packIcon({ packs, server }: Workspace, pack: string): TemplateResult | typeof nothing {
  const isThere = packs.listings.some(({ name, icon }) => name === pack && icon === true);
  return isThere ? html`<img class="pack-icon" src=${server.packIconUrl(pack)} alt="" width="16" height="16" decoding="async">` : nothing;
}
