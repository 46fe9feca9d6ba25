import { describe, expect, test } from "vitest";
import { headerColour } from "../../../editor/canvas/colours.ts";
import { hexOf, hueOf, portColour, portLightness, portPath, portShape } from "../../../editor/canvas/port-look.ts";

const types = ["text", "number", "boolean", "json", "image", "audio", "video", "file", "story/scene", "story/line", "story/clip", "story/voice-cast", "alien/thing", "a/b", "'T"];
/** Surfaces that ports are drawn on: `--surface-0` and `--surface-2` of both themes. */
const surfaces = ["#0f1115", "#1d2026", "#f3f4f6", "#ffffff"];

describe("colours of ports", () => {
  test("stand out three to one from the surfaces of both themes", () => {
    for (const type of types) for (const surface of surfaces) expect(contrast(portColour(type), surface), `${type} on ${surface}`).toBeGreaterThanOrEqual(3);
  });

  test("every hue there is stands out as well: packs may name their types as they like", () => {
    for (let hue = 0; hue < 360; hue += 5) for (const surface of surfaces) expect(contrast(hexOf(portLightness, 0.13, hue), surface), `hue ${hue} on ${surface}`).toBeGreaterThanOrEqual(3);
  });

  test("are the same for a name every time, and differ between the base types", () => {
    expect(portColour("story/scene")).toBe(portColour("story/scene"));
    expect(new Set(types.slice(0, 8).map(portColour)).size).toBe(8);
  });

  test("a type that is not decided yet is grey", () => {
    expect(portColour("'T")).toBe(portColour("json"));
  });

  test("names that are nearly the same have hues that are not", () => {
    const apart = Math.abs(hueOf("story/scene") - hueOf("story/scenes"));
    expect(Math.min(apart, 360 - apart)).toBeGreaterThan(15);
  });
});

test("the head of a node in any hue lets its title be read", () => {
  for (let hue = 0; hue < 360; hue += 15) {
    expect(contrast(headerColour(hue, "dark"), "#eceef2"), `dark ${hue}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(headerColour(hue, "light"), "#16181d"), `light ${hue}`).toBeGreaterThanOrEqual(4.5);
  }
});

test("the shape tells the rank, and every shape has an outline of its own", () => {
  expect([0, 1, 2, 3].map(portShape)).toEqual(["circle", "square", "grid", "grid"]);
  expect(new Set([0, 1, 2].map((rank) => portPath(rank, 6))).size).toBe(3);
});

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
