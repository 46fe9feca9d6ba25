import type { TimeOfDay } from "../story/index.ts";
import { mix, multiply } from "./draw.ts";

/** What the hour does to a place: the sky, the colour that falls on things, and whether the lamps are on. */
export interface Light {
  readonly time: TimeOfDay;
  readonly skyTop: string;
  readonly skyLow: string;
  /** Colour of the light on walls and things, and how much of it is taken. */
  readonly ambient: string;
  readonly strength: number;
  /** Lamps, windows and lanterns glow. */
  readonly lamps: boolean;
  readonly dark: boolean;
  /** Sun or moon light that falls through a window, and how strong. */
  readonly beam: string;
  readonly beamStrength: number;
  readonly stars: boolean;
}

type Hour = Omit<Light, "time">;

const indoors: Readonly<Record<TimeOfDay, Hour>> = {
  dawn: {
    skyTop: "#7d86b8",
    skyLow: "#f6c9a2",
    ambient: "#dcc3cf",
    strength: 0.55,
    lamps: false,
    dark: false,
    beam: "#ffd0a0",
    beamStrength: 0.3,
    stars: false,
  },
  morning: {
    skyTop: "#a6d3e2",
    skyLow: "#fbeccb",
    ambient: "#fff0d8",
    strength: 0.5,
    lamps: false,
    dark: false,
    beam: "#ffeec2",
    beamStrength: 0.42,
    stars: false,
  },
  day: {
    skyTop: "#8cc4de",
    skyLow: "#e6f3ea",
    ambient: "#fffaf0",
    strength: 0.4,
    lamps: false,
    dark: false,
    beam: "#fff8e0",
    beamStrength: 0.26,
    stars: false,
  },
  dusk: { skyTop: "#5a4f8c", skyLow: "#f59a62", ambient: "#f3b98f", strength: 0.6, lamps: true, dark: false, beam: "#ffa866", beamStrength: 0.4, stars: false },
  evening: {
    skyTop: "#17204f",
    skyLow: "#5b5a9e",
    ambient: "#eebb8d",
    strength: 0.55,
    lamps: true,
    dark: true,
    beam: "#7f88d8",
    beamStrength: 0.1,
    stars: true,
  },
  night: {
    skyTop: "#0d1536",
    skyLow: "#2e3b78",
    ambient: "#cfa184",
    strength: 0.62,
    lamps: true,
    dark: true,
    beam: "#8fa4ee",
    beamStrength: 0.14,
    stars: true,
  },
};

const outdoors: Readonly<Record<TimeOfDay, Hour>> = {
  ...indoors,
  dawn: { ...indoors.dawn, ambient: "#cfb6cc", strength: 0.6 },
  dusk: { ...indoors.dusk, ambient: "#e89f86", strength: 0.6 },
  evening: { ...indoors.evening, ambient: "#6f6a9e", strength: 0.74 },
  night: { ...indoors.night, ambient: "#4d5c99", strength: 0.8 },
};

export function lightOf(time: TimeOfDay, interior: boolean): Light {
  return { time, ...(interior ? indoors : outdoors)[time] };
}

/** @param share how much of the light the thing takes: 1 for walls, less for people, who must stay readable */
export function lit(light: Light, colour: string, share = 1): string {
  return mix(colour, multiply(colour, light.ambient), light.strength * share);
}
