import type { Arc } from "../../story/index.ts";
import type { Prompts } from "./prompts.ts";

const craft = `You write vertical micro-drama that people finish. How you work:
- The first three seconds are a hook: a line nobody expected, a thing out of place. No narration to warm up.
- One episode, one question. In every scene somebody wants something and somebody else is in the way. The last ten seconds make the next episode impossible to skip.
- People talk like people: short lines, interruptions, what they mean hidden under what they say. Under eighteen words a line. Nobody explains a feeling. No greeting-card wisdom.
- Jokes come out of character. A running gag changes each time, and the last time it lands, it hurts a little.
- Respect the customs you write about. At Spring Festival nobody gives clocks, umbrellas, pears or shoes, and no gift of money has a four in it; on New Year's Day nobody sweeps, cuts, quarrels or says an unlucky word. 2026 is the Year of the Horse: New Year's Eve is February 16 (the 29th of the twelfth month), New Year's Day February 17, the Lantern Festival March 3.`;

const json = "Answer with one JSON object that fits the given JSON Schema. No comments, no code fence. Refer to people by name, always spelled the same way.";

export const english: Prompts = {
  bible: ({ theme, language, episodes, must, minutes, style }) => ({
    system: `${craft}\n\n${json}`,
    user: [
      `Write the bible of a vertical drama: ${episodes} episode${episodes === 1 ? "" : "s"} of about ${minutes} minutes.`,
      `Theme: ${theme}`,
      style && `Style: ${style}`,
      `Write every text in the language ${language}.`,
      must.length > 0 && `Each of these has to happen on screen, in a scene, not just be mentioned:\n${must.map((item) => `- ${item}`).join("\n")}\nIn "musts", list each one: "must" copied word for word, "episode" the episode it happens in, "how" in one sentence.`,
      must.length === 0 && `Nothing in particular is required: leave "musts" empty.`,
      "What I need:",
      `- acts: contiguous, from episode 1 to episode ${episodes}.`,
      "- subplots: exactly three, each with people and a change of its own, all colliding with the main story before the end.",
      "- turningPoints: what happens in which episode; among them a discovery, a betrayal or what looks like one, and a choice.",
      "- characters: four to eight. personality names a contradiction; speakingStyle is specific enough to write from (sentence length, pet phrases); appearance covers face, hair, clothes, build, marks; relations say who is what to whom and how they address each other (\"\" if in no special way); \"to\" is a name from characters, nobody else's. At most thirty words a text.",
    ].filter(Boolean).join("\n"),
  }),

  outlines: ({ theme, language, episodes, minutes, style, bible, from, to, before }) => ({
    system: `${craft}\n\n${json}`,
    user: [
      `A vertical drama of ${episodes} episodes, ${minutes} minutes each, in the language ${language}. Theme: ${theme}.${style ? ` Style: ${style}.` : ""} Its bible:`,
      JSON.stringify(bible),
      before.length > 0 && `Already outlined; contradict none of it and repeat none of it:\n${before.map((o) => `${o.episode}. ${o.title}: ${o.logline} Ends on: ${o.cliffhanger} Facts: ${o.facts.join("; ")}`).join("\n")}`,
      `Outline episodes ${from} to ${to}: one entry each in "outlines", in order, none missing.`,
      "- hook: what is seen or heard in the first three seconds. beats: two to five scenes, one sentence each: who does what, and what is different afterwards.",
      "- cliffhanger: the last image or line, picked up by the next episode. emotionalCurve: one emotion a scene.",
      "- facts: short statements that hold from the end of this episode on; later episodes rely on them.",
      `- What the bible lists under "musts" goes into the beats of its episode. At most 120 words an episode.`,
    ].filter(Boolean).join("\n"),
  }),

  episode: ({ arc, outline, facts }) => ({
    system: `${craft}\n\n${json}`,
    user: [
      bibleText(arc),
      facts.length > 0 ? `True by now:\n${facts.map((fact) => `- ${fact}`).join("\n")}` : "This is the first episode: nothing has happened yet.",
      neighbours(arc, outline.index),
      `Break episode ${outline.index} into scenes:`,
      JSON.stringify({ title: outline.title, logline: outline.logline, hook: outline.hook, beats: outline.beats, cliffhanger: outline.cliffhanger, emotionalCurve: outline.emotionalCurve }),
      `- About ${Math.round(outline.targetMs / 1000)} seconds in all, and the scenes' "seconds" add up to it; 15 to 60 seconds a scene.`,
      "- The first scene opens on the hook, the last one stops on the cliffhanger. Few places, each named the same way every time.",
      `- purpose: what changes in the scene, not its mood. characters: only those who are there or speak, by their names in the list above; no extras. Write in ${arc.language}.`,
    ].join("\n"),
  }),

  scene: ({ arc, episode, scene, facts }) => ({
    system: `${craft}\n\n${json}`,
    user: [
      bibleText(arc),
      facts.length > 0 && `True by now, and free to come up:\n${facts.map((fact) => `- ${fact}`).join("\n")}`,
      `Episode ${episode.index}, "${episode.title}": ${episode.logline}`,
      `Its scenes:\n${episode.plan.map((brief) => `${brief.id === scene.id ? "->" : "  "} ${brief.id} ${brief.location}: ${brief.purpose}`).join("\n")}`,
      `Write the one with the arrow: ${scene.location}, ${scene.interior ? "inside" : "outside"}, ${scene.timeOfDay}, mood ${scene.emotion}, about ${Math.round(scene.durationMs / 1000)} seconds, in ${arc.language}.`,
      `Present: ${scene.characters.map((id) => nameOf(arc, id)).join(", ")}`,
      "- shots in order; a line stands in the shot in which it is said, two lines a shot at most. Open with a silent shot of the place, then vary the size; heavy lines are close.",
      `- description: only what can be seen. characters: those in the picture, left to right, by their names in the list above; extras go into the description. seconds: 2 to 5 for silent shots, 0 where there are lines. transition: usually "cut".`,
      `- speaker, to, holder and the wardrobe's character are names from the list above too; a thing that nobody holds has the holder "".`,
      `- lines: kind is dialogue, voiceover (not in the room), os (a thought) or caption (a card, speaker ""). direction says how it is said, or "". to is who it is said to, or "".`,
      "- Say nothing that another scene already says. Gags, names and pet phrases as in the bible.",
      `- date and lunarDate: "" when unsure. props with their state and holder; wardrobe for everybody present.`,
    ].filter(Boolean).join("\n"),
  }),

  repair: {
    invalid: (faults) => `That reply cannot be used:\n${faults.map((fault) => `- ${fault}`).join("\n")}\nCorrect it and send the whole JSON object again, nothing but JSON.`,
    goOn: (list, count) => `Your reply was cut off here; above is what is whole of it ("${list}" has ${count} entries). Go on: send a JSON object of the same form whose "${list}" holds only the entries after number ${count}. Copy the other fields, repeat nothing, nothing but JSON.`,
    truncated: () => "That reply was too long and was cut off. Start over, keep every field shorter, and send the whole JSON object, nothing but JSON.",
  },
};

function bibleText(arc: Arc): string {
  return [
    `"${arc.title}". Theme: ${arc.theme}. ${arc.logline}`,
    `Characters:\n${arc.characters.map((c) => `- ${c.name}, ${c.age ?? "age unknown"}, ${c.role}. ${c.personality}. Speaks: ${c.speakingStyle}. ${c.relations.map((r) => `${nameOf(arc, r.to)} is their ${r.kind}${r.address ? `, called "${r.address}"` : ""}`).join("; ")}`).join("\n")}`,
    `Subplots:\n${arc.subplots.map((plot) => `- ${plot.title}: ${plot.summary}`).join("\n")}`,
    `Turning points: ${arc.turningPoints.map((point) => `episode ${point.episode}: ${point.what}`).join("; ")}`,
  ].join("\n");
}

function neighbours(arc: Arc, index: number): string {
  const before = arc.outlines.find((outline) => outline.index === index - 1);
  const after = arc.outlines.find((outline) => outline.index === index + 1);
  return [
    before && `The last episode stopped on: ${before.cliffhanger}`,
    after ? `The next one opens on: ${after.hook}` : "This is the last episode: the main story closes.",
  ].filter(Boolean).join("\n");
}

function nameOf(arc: Arc, id: string): string {
  return arc.characters.find((character) => character.id === id)?.name ?? id;
}
