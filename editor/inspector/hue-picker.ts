import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { styleMap } from "../look/style-map.ts";
import { words } from "./words.ts";

/** Hues, in degrees, that are told apart at a glance. */
const hues = [15, 50, 95, 145, 190, 230, 280, 330] as const;

/** A row of colours to choose one from. `hue` -1: different ones. */
export function huePicker(hue: number | undefined, choose: (hue: number | undefined) => void): TemplateResult {
  const swatch = (value: number | undefined) => html`<label class="swatch ${value === undefined ? "none" : ""}" title=${value === undefined ? words().noColour : ""} style=${styleMap(value === undefined ? {} : { "--hue": String(value) })}>
    <input type="radio" name="hue" aria-label=${value === undefined ? words().noColour : words().hue(value)} .checked=${live(hue === value)} @change=${() => choose(value)}></label>`;
  return html`<div class="swatches" role="radiogroup" aria-label=${words().colour}>${[undefined, ...hues].map(swatch)}</div>`;
}
