import { defineNode, fail, File, port, Type, valueType } from "reelwright/pack";
import { Episode } from "reelwright/story";

/** One card of the end credits: what is on the screen at a time. */
export const Card = valueType("credits/card", Type.Object({
  id: Type.String(),
  heading: Type.String(),
  rows: Type.Array(Type.Object({ name: Type.String(), role: Type.String() })),
}));

export const cast = defineNode({
  type: "credits/cast",
  version: 1,
  title: "Cast list",
  summary: "Lists who is seen or heard in an episode, in the order of their entrance.",
  inputs: {
    episode: port.value(Episode),
    heading: port.value(Type.String({ title: "Heading", default: "出演" })),
    perCard: port.value(Type.Integer({ title: "Names on a card", minimum: 1, maximum: 20, default: 8 })),
  },
  outputs: {
    cards: port.value(Type.Array(Card)),
    list: port.value(File, { summary: "All of it as plain text, for the description of the film." }),
  },

  async run({ inputs: { episode, heading, perCard }, context }) {
    const rows = rowsOf(episode);
    if (rows.length === 0) {
      fail({ code: "CREDITS_EMPTY", port: "episode", message: `Nobody is seen or heard in episode ${episode.id}.`, hint: "Connect an episode whose scenes are written." });
    }
    const cards = [];
    for (let first = 0; first < rows.length; first += perCard) {
      cards.push({ id: `c${String(cards.length + 1).padStart(2, "0")}`, heading, rows: rows.slice(first, first + perCard) });
    }
    const list = await context.write("text/plain", `${cardText({ heading, rows })}\n`);
    return { cards, list };
  },
});

/**
 * @param {{ heading: string, rows: { name: string, role: string }[] }} card
 * @returns {string}
 */
export function cardText({ heading, rows }) {
  return [heading, ...rows.map(({ name, role }) => (role === "" ? name : `${name} · ${role}`))].join("\n");
}

/** @param {Episode} episode */
function rowsOf({ characters, scenes }) {
  const entrances = new Set(scenes.flatMap(({ lines, shots }) => shots.flatMap((shot) => [
    ...shot.characters,
    ...lines.filter((line) => shot.lines.includes(line.id)).map((line) => line.speaker),
  ])));
  return [...entrances].flatMap((id) => {
    const character = characters.find((one) => one.id === id);
    return character ? [{ name: character.name, role: character.role }] : [];
  });
}
