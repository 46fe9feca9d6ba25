import { html, type TemplateResult } from "lit";

/** A row of tabs: arrow keys go from one to the next, as the roles promise. */
export function tabs<Name extends string>({ label, chosen, parts, choose }: {
  readonly label: string;
  readonly chosen: Name;
  readonly parts: readonly (readonly [name: Name, title: string])[];
  choose(name: Name): void;
}): TemplateResult {
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    const at = (parts.findIndex(([name]) => name === chosen) + step + parts.length) % parts.length;
    choose(parts[at]![0]);
    (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=tab]")[at]!.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${onKey}>
    ${parts.map(([name, title]) => html`<button role="tab" aria-selected=${name === chosen} tabindex=${name === chosen ? 0 : -1} @click=${() => choose(name)}>${title}</button>`)}
  </div>`;
}
