import { defineNode, port, Type } from "reelwright/pack";
import { Character } from "reelwright/story";
import { looks, platforms, voices } from "./looks.js";
import { Colour, highlights, motions, oneOf, positions, Style } from "./types.js";

const asTheLook = "Empty: as the look has it.";

/** Chooses a look and makes it one's own. What is left empty follows the look. */
export const style = defineNode({
  type: "subtitle-styles/style",
  version: 1,
  title: "Subtitle style",
  summary: "Chooses how subtitles look and which app's buttons they keep clear of.",
  inputs: {
    look: port.value({ ...oneOf(Object.keys(looks), "Look"), default: "drama" }, { summary: "Where to begin; everything can be changed below." }),
    platform: port.value({ ...oneOf(Object.keys(platforms), "Made for"), default: "douyin" }, { summary: "Whose buttons the text keeps clear of." }),
    characters: port.value(Type.Array(Character), { title: "Characters", optional: true, summary: "Each gets a colour of their own, in this order. Empty: all speak in one colour." }),
    speakers: port.value(Type.Array(Type.Object({ speaker: Type.String({ title: "Speaker" }), colour: Colour("Colour") }, { additionalProperties: false }), { title: "Speakers' colours", default: [] }), { summary: "By character id or name; stands before the colours given by order." }),
    font: port.value(Type.String({ title: "Font", minLength: 1, default: "Noto Sans SC" }), { summary: "As the machine that shows the subtitles has it." }),
    size: port.value(Type.Number({ title: "Size", minimum: 20, maximum: 200 }), { optional: true, summary: "Of a Chinese character, in pixels of a picture 1080 wide. Empty: as the look has it." }),
    fill: port.value(Colour("Text colour"), { optional: true, summary: asTheLook }),
    highlight: port.value(oneOf(highlights, "Highlight"), { optional: true, summary: "Empty: as the look has it. `sweep` runs through the words as they are said, `word` jumps." }),
    highlightColour: port.value(Colour("Highlight colour"), { optional: true, summary: asTheLook }),
    outline: port.value(Type.Number({ title: "Outline", minimum: 0, maximum: 20 }), { optional: true, summary: asTheLook }),
    outlineColour: port.value(Colour("Outline colour"), { optional: true, summary: asTheLook }),
    plate: port.value(Type.Number({ title: "Plate", minimum: 0, maximum: 1 }), { optional: true, summary: "How dark the plate behind the text is: 0 for none. Empty: as the look has it." }),
    position: port.value(oneOf(positions, "Position"), { optional: true, summary: asTheLook }),
    motion: port.value(oneOf(motions, "Motion"), { optional: true, summary: asTheLook }),
  },
  outputs: {
    style: port.value(Style, { title: "Style", summary: "For `subtitle-styles/apply`." }),
    columns: port.value(Type.Integer(), { title: "Characters per row", summary: "What fits at full size: for the layout of Chinese and Japanese subtitles." }),
    letters: port.value(Type.Integer(), { title: "Letters per row", summary: "The same for languages written in letters." }),
  },
  async run({ inputs: { look, platform, characters = [], speakers, font, ...own } }) {
    const safe = platforms[platform];
    const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
    const chosen = { ...looks[look], ...given };
    const made = { ...chosen, id: look, font, safe, speakers: coloursOf(characters, speakers, chosen.highlight === "none" ? [] : [chosen.highlightColour]) };
    // Text stands in the middle of the picture, so the wider margin counts on both sides.
    const width = 1080 * (1 - 2 * Math.max(safe.left, safe.right));
    const columns = Math.max(4, Math.min(20, Math.floor(width / (made.size + made.spacing))));
    return { style: made, columns, letters: Math.max(10, Math.min(48, Math.floor(width / (made.size * 0.5)))) };
  },
});

/** Who has no colour of their own gets the next that nobody has. What lights up white text is the first speaker's. */
function coloursOf(characters, speakers, used) {
  const taken = new Set([...used, ...speakers.map(({ colour }) => colour)].map((colour) => colour.toLowerCase()));
  const free = voices.filter((colour) => !taken.has(colour));
  const open = characters.filter(({ id, name }) => !speakers.some(({ speaker }) => speaker === id || speaker === name));
  const named = speakers.map(({ speaker, colour }) => ({ speaker: characters.find(({ name }) => name === speaker)?.id ?? speaker, colour }));
  return [...named, ...open.map(({ id }, index) => ({ speaker: id, colour: free.length > 0 ? free[index % free.length] : voices[index % voices.length] }))];
}
