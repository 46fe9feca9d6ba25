import { nothing } from "lit";
import { Directive, directive, PartType, type AttributePart, type PartInfo } from "lit/directive.js";

/** Properties by their names in CSS or as `CSSStyleDeclaration` has them; empty ones are taken away. */
export type Styles = Readonly<Record<string, string | number | undefined | null>>;

/**
 * `style=${styleMap({ width: "3rem", "--rows": 4 })}`. Lit's own directive writes a `style` attribute the first time,
 * which the content security policy of the page refuses; this one sets the properties one by one from the beginning.
 */
class StyleMap extends Directive {
  private set = new Set<string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ATTRIBUTE || part.name !== "style" || (part.strings?.length ?? 0) > 2) throw new Error("styleMap stands alone in a style attribute.");
  }

  render(_styles: Styles): typeof nothing {
    return nothing;
  }

  override update(part: AttributePart, [styles]: [Styles]): typeof nothing {
    const { style } = part.element as HTMLElement;
    const wanted = new Set(Object.keys(styles).filter((name) => styles[name] !== undefined && styles[name] !== null && styles[name] !== ""));
    for (const name of this.set) if (!wanted.has(name)) style.removeProperty(cssName(name));
    for (const name of wanted) style.setProperty(cssName(name), String(styles[name]));
    this.set = wanted;
    return nothing;
  }
}

/** `minHeight` is `min-height`. */
function cssName(name: string): string {
  return name.includes("-") ? name : name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export const styleMap = directive(StyleMap);
