const focusable = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]:not([tabindex='-1'], [role='separator'])";

/** The element that has the focus, through all shadow roots. */
export function focusedElement(): Element | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element ?? undefined;
}

/** The first element in it that takes the focus, through all shadow roots. */
export function firstFocusable(root: Element): HTMLElement | undefined {
  for (const child of [...root.shadowRoot?.children ?? [], ...root.children]) {
    if (!(child instanceof HTMLElement) || child.inert || !child.checkVisibility()) continue;
    const found = child.matches(focusable) ? child : firstFocusable(child);
    if (found) return found;
  }
  return undefined;
}

/** The parts of the page one goes round with a key; each has the focus again where it had it last. */
export class Regions {
  private readonly root: ShadowRoot;
  private readonly last = new WeakMap<Element, HTMLElement>();

  constructor(root: ShadowRoot) {
    this.root = root;
    root.addEventListener("focusin", (event) => {
      const path = event.composedPath();
      const region = path.find((element) => element instanceof HTMLElement && element.dataset["region"] !== undefined);
      if (region && path[0] !== region && path[0] instanceof HTMLElement) this.last.set(region as HTMLElement, path[0]);
    });
  }

  cycle(step: 1 | -1): void {
    const regions = [...this.root.querySelectorAll<HTMLElement>("[data-region]")].filter((region) => region.checkVisibility());
    const at = regions.findIndex((region) => region.contains(this.root.activeElement));
    const next = at < 0 ? (step > 0 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length;
    this.enter(regions[next]?.dataset["region"] ?? "");
  }

  /** @param name as in `data-region` */
  enter(name: string): void {
    const region = this.root.querySelector<HTMLElement>(`[data-region="${name}"]`);
    if (!region) return;
    const last = this.last.get(region);
    const target = last?.isConnected && last.checkVisibility() ? last : firstFocusable(region) ?? region;
    target.focus();
  }
}
