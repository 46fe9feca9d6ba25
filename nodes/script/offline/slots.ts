import { hash } from "./chance.ts";
import type { Slots } from "./grammar.ts";

/**
 * Fills `{slot}`, also where a slot's text holds slots, and decides `{this|that}` by the key. A slot nobody has filled is
 * a mistake in the grammar.
 */
export function fill(text: string, slots: Slots, key = ""): string {
  let filled = text;
  for (let depth = 0; depth < 4 && filled.includes("{"); depth++) {
    filled = filled.replace(/\{([^{}]+)\}/g, (_, inside: string) => {
      if (inside.includes("|")) {
        const choices = inside.split("|");
        return choices[hash(key, inside) % choices.length] as string;
      }
      const value = slots[inside];
      if (value === undefined) throw new Error(`Internal: the draft grammar has no slot "${inside}" for "${text}".`);
      return value;
    });
  }
  return filled;
}

/** Sentences may begin with a slot; an ellipsis ends none. */
export function capitalised(text: string): string {
  return text.replace(/(^|(?<!\.)[.!?]\s+)(["“(]*)([a-z])/g, (_, before: string, marks: string, letter: string) => before + marks + letter.toUpperCase());
}
