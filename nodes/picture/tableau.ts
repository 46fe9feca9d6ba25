import type { Anchor, Setting, Shot, ShotSize } from "../story/index.ts";
import type { Layer } from "./develop.ts";
import { Dice } from "./dice.ts";
import { at, type Box, circle, ellipse, faded, Sheet } from "./draw.ts";
import { type Light, lightOf, lit } from "./light.ts";
import { figure, soles } from "./people/figure.ts";
import { type Look, lookOf } from "./people/look.ts";
import { person } from "./people/person.ts";
import type { Held } from "./people/pose.ts";
import { isOpenAir, type SetName, setOf, sets } from "./place.ts";
import type { Canvas, Glow } from "./scene.ts";
import { type Framing, framingOf, outlook, place, type Placed } from "./staging.ts";

/** What one shot shows, as drawings from the farthest to the nearest, and the light on top. */
export interface Tableau {
  readonly layers: readonly Layer[];
  readonly light: string;
}

export function tableau(setting: Setting, shot: Shot, anchors: readonly Anchor[], festive: boolean, seed: number): Tableau {
  const name = setOf(setting, anchors.length);
  const light = lightOf(setting.timeOfDay, !isOpenAir(name));
  const dressed = festive && inSeason(setting);
  const size = sizeIn(name, shot.size, anchors.length);
  const framing = framingOf(size, anchors.length);
  const look = outlook(setting, shot, framing.zoom);
  const canvas: Canvas = {
    sheet: new Sheet("s"),
    light,
    festive: dressed,
    weather: weatherOf(setting, shot, dressed, light),
    view: viewFrom(look.x, framing.zoom),
    dice: new Dice("set", setting.location, name, seed),
    c: (colour) => lit(light, colour),
  };
  const set = sets[name](canvas);
  const behind = (content: string) => at(540 + look.x, horizon, at(-540, -horizon, content), framing.zoom);

  const people = figures(setting, shot, anchors, framing, canvas, seed);
  const tableHidden = size === "ECU" && anchors.length > 0;
  const table = set.table && !tableHidden ? at(540, framing.table, at(-540, 0, set.table), framing.tableScale) : "";
  // With nobody and nothing before it, the place itself is what the camera looks at.
  const blur = anchors.length === 0 && table === "" ? 0 : framing.blur;
  const glows = glowsOf(set.glows, canvas.sheet);
  const back = behind(set.back + faded(0.7, glows));
  // The paints are collected while everything above is drawn, so they are read last.
  const { defs } = canvas.sheet;
  const layers =
    blur === 0
      ? [{ content: defs + back + people + table, blur }]
      : [
          { content: defs + back, blur },
          { content: defs + people + table, blur: 0 },
        ];
  if (set.near && size !== "ECU" && (anchors.length > 0 || framing.blur === 0))
    layers.push({ content: defs + at(540, 1920, at(-540, -1920, set.near), 0.9 + framing.zoom * 0.14), blur: framing.nearBlur });
  return { layers, light: defs + behind(faded(0.34, glows)) };
}

/** In a car people sit, so there is no full figure to be seen; a telephone is seen whole. */
function sizeIn(name: SetName, size: ShotSize, people: number): ShotSize {
  if (name === "phone") return "ELS";
  return name === "car" && people > 0 && (size === "ELS" || size === "LS" || size === "MLS") ? "MS" : size;
}

/** The height that stays where it is when the set is enlarged. */
const horizon = 900;
const viewFrom = (aside: number, zoom: number): Box => ({
  left: 540 - (540 + aside) / zoom,
  right: 540 + (540 - aside) / zoom,
  top: horizon - horizon / zoom,
  bottom: horizon + (1920 - horizon) / zoom,
});

function figures(setting: Setting, shot: Shot, anchors: readonly Anchor[], framing: Framing, canvas: Canvas, seed: number): string {
  const worn = (anchor: Anchor) => setting.wardrobe.find((entry) => entry.character === anchor.id);
  const { light } = canvas;
  const looks = anchors.map((anchor) => lookOf(anchor, worn(anchor)));
  const places = place(looks, framing, setting, shot);
  const drawn = looks.map((look, index) => {
    const anchor = anchors[index]!;
    const art = person(
      look,
      {
        emotion: shot.emotion,
        variant: index % 2 === 0 ? 0 : 1,
        held: heldBy(setting, shot, anchor, index),
        dice: new Dice("pose", anchor.anchor, shot.id, shot.emotion, seed),
        lit: (colour) => lit(light, colour, light.dark ? 0.26 : 0.4),
        glow: light.lamps ? "#ffcf8a" : light.beam,
      },
      canvas.sheet,
    );
    return { place: places[index]!, art, look };
  });
  // Those whose heads are higher stand farther back and are painted first; the seated child stays in front.
  return drawn
    .toSorted((one, other) => one.place.top + one.place.scale - (other.place.top + other.place.scale))
    .map(({ place: spot, art, look }) => shadow(spot, look) + standing(spot, art))
    .join("");
}

function standing({ x, top, scale, mirrored }: Placed, art: string): string {
  return at(x + (mirrored ? 1 : -1) * figure.middle * scale, top - figure.top * scale, art, [mirrored ? -scale : scale, scale]);
}
const shadow = ({ x, top, scale }: Placed, look: Look): string =>
  ellipse(x, top + (soles(look) - figure.top) * scale, 300 * scale, 44 * scale, "#1d1220", 'opacity="0.35"');

const things: readonly (readonly [RegExp, Held])[] = [
  [/phone|手机/i, "phone"],
  [/red (packet|envelope)|红包|利是/i, "envelope"],
  [/dumpling|bowl|饺子|碗|汤/i, "bowl"],
  [/gift|present|box|礼|盒|包裹/i, "gift"],
  [/letter|photo|paper|信|照片|合同|日记/i, "letter"],
  [/cup|tea|mug|glass|茶|杯|酒/i, "cup"],
];

/** What this one holds: a prop whose holder it is, or one that the shot's description says is being held. */
function heldBy(setting: Setting, shot: Shot, anchor: Anchor, index: number): Held | undefined {
  const kind = (text: string) => things.find(([pattern]) => pattern.test(text))?.[1];
  if (index === 0 && setOf(setting, 0) === "phone") return "phone";
  const own = setting.props.find((prop) => prop.holder === anchor.id);
  if (own) return kind(own.name);
  const handling = /(?:端|捧|拿|握|递|holds?|holding|carr(?:y|ies)|hands? over)[^，。,.]{0,16}/i.exec(shot.description)?.[0];
  const doer = anchor.name === "" ? -1 : shot.description.indexOf(anchor.name);
  return handling &&
    (doer >= 0 ? shot.description.indexOf(handling) > doer && shot.description.indexOf(handling) - doer < 14 : index === 0 && shot.characters.length === 1)
    ? kind(handling)
    : undefined;
}

/** Between the middle of the twelfth month and the Lantern Festival; a scene without a date is taken to be in season. */
function inSeason({ lunarDate, date }: Setting): boolean {
  if (lunarDate) return /^12-(1[5-9]|2\d|30)$|^0?1-(0?\d|1[0-5])$/.test(lunarDate);
  return date ? /^\d{4}-(01-(1[5-9]|2\d|3[01])|02-|03-0[1-5])/.test(date) : true;
}

function weatherOf(setting: Setting, shot: Shot, festive: boolean, light: Light): Canvas["weather"] {
  if (/snow|雪/i.test(`${setting.location} ${shot.description}`)) return "snow";
  if (festive && light.stars) return "fireworks";
  return festive && new Dice("weather", setting.location, setting.lunarDate ?? "").next() < 0.5 ? "snow" : "clear";
}

function glowsOf(glows: readonly Glow[], sheet: Sheet): string {
  return glows
    .map(({ x, y, reach, colour, strength }) =>
      circle(
        x,
        y,
        reach,
        sheet.radial([
          [0, colour, strength],
          [0.35, colour, strength * 0.42],
          [1, colour, 0],
        ]),
      ),
    )
    .join("");
}
