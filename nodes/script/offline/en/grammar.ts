import type { Grammar } from "../grammar.ts";
import { after } from "./after.ts";
import { before } from "./before.ts";
import { customs } from "./customs.ts";
import { closing, home, mustScene, pair } from "./frames.ts";
import { bonds, pairs, people, relations, shops, tokens, trades } from "./words.ts";

/** Homecoming at the Spring Festival of 2026, on a street of a Chinatown that is up for sale. */
export const englishGrammar: Grammar = {
  language: "en",
  understands: /春节|过年|除夕|回家|团圆|CNY|new year|spring festival|homecoming|(returns?|goes|comes|coming|going|back) home|hometown|home town|childhood|reunion|reunite|reconnect|grandm|grandfather|family|chinatown|dumpling/i,
  pairs, trades, shops, tokens, bonds, people, relations, chapters: [...before, ...after], customs, mustScene,
  seasons: [[6], [0, 6], [0, 6, 11], [0, 5, 6, 11], [0, 3, 5, 6, 11], [0, 3, 4, 5, 6, 11], [0, 3, 5, 6, 9, 10, 11], [0, 3, 5, 6, 7, 9, 10, 11], [0, 3, 4, 5, 6, 7, 9, 10, 11], [0, 1, 3, 4, 5, 6, 7, 9, 10, 11], [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  frames: { home, pair, closing },
  side: {
    titles: ["{thing}", "{thing}, again", "{thing} and the truth"],
    loglines: ["Nai Nai wants {lead} to learn to {do}, and {friend} gets pulled in.", "Because of {thing}, {lead} and {friend} are in one room again.", "Over {thing}, somebody says more than they meant to."],
  },
  bible: {
    titles: ["Too Thin", "One New Message", "Whoever's Standing Outside"],
    logline: "Ten years after leaving, {who} {lead} comes home to Lantern Street with {deal} due at midnight on New Year's Eve, and finds {friend}, who never got the message.",
    acts: [
      { title: "Too thin", summary: "{lead} comes home; Nai Nai feeds {him}, {friend} charges {him} by the minute, and the street is up for sale." },
      { title: "One missed call", summary: "A father's signature, a message nobody heard and a man in a black car push {lead} and {friend} together and apart." },
      { title: "Midnight", summary: "{lead} chooses home at the last minute; the machine behind the rice cooker blinks; {rival} takes {stake}." },
      { title: "A thousand bowls", summary: "The drum sounds, the street fills, the {token} comes out of the ground, and Nai Nai changes her mind about thin." },
    ],
    subplots: [
      { title: "One new message", summary: "The message {lead} left for {friend} ten years ago vanished behind a rice cooker; each thinks the other broke a promise, and the {token} under the plum tree waits for both of them.", characters: ["lead", "friend", "gran"] },
      { title: "Mm", summary: "{dad}, who stopped drumming when {lead} left, has sold the house in secret to help; it takes a thousand people to find out what \"Mm\" means.", characters: ["dad", "lead", "mom"] },
      { title: "The last stool", summary: "{rival} comes to buy the street and is treated as one more child who hasn't been home; he ends up as the last guest at the table.", characters: ["rival", "gran", "lead"] },
    ],
    newClothes: "new clothes for the New Year",
  },
  motifs: [
    { motif: "dinner", match: /reunion dinner|new year'?s eve (dinner|feast)|family dinner|reunion feast|年夜饭|团圆饭/i },
    { motif: "envelopes", match: /red (envelope|packet|pocket)|hongbao|lai see|红包|压岁钱/i },
    { motif: "gala", match: /gala|chunwan|春晚|春节联欢晚会/i },
    { motif: "fireworks", match: /firework|firecracker|烟花|鞭炮/i },
    { motif: "dumplings", match: /dumpling|jiaozi|饺子/i },
    { motif: "couplets", match: /couplet|春联|对联/i },
    { motif: "lanterns", match: /lantern|花灯|灯会|元宵/i },
    { motif: "lion", match: /lion dance|舞狮/i },
    { motif: "fair", match: /temple fair|庙会/i },
  ],
  pace: (text) => text.split(/\s+/).length / 2.7,
};
