import type { Frame, SceneTemplate } from "../grammar.ts";

/**
 * Scenes about a custom. Every spoken line holds something of the custom, so that the same frame with another custom is
 * another scene. A line that begins with `?` is spoken only when there is an earlier fact to speak of.
 */
export const home: readonly Frame[] = [
  {
    place: "the Golden Plum", interior: true, time: "morning", mood: "light-hearted", who: ["gran", "kid", "lead"], props: ["{prop}"],
    purpose: "The day Nai Nai taught {lead} to {do}, {lead} {slip}.", fact: "{lead} {slip}, learning to {do}.",
    script: `
= On the table: {prop}. Nai Nai rolls up her sleeves.
gran warm: Today we {do}. One rule. {saying}
kid>lead light: I've heard about you and {thing}. People still talk.
lead>kid light: How hard can {doing} be?
gran>lead light: {step}. Gently.
= Too late: {lead} {slip}.
kid joy: Got it on video. "{kin} {lead} versus {thing}."
gran warm: It takes a few New Years before you and {thing} are friends.`,
  },
  {
    place: "the courtyard with the plum tree", interior: false, time: "day", mood: "family-warm", who: ["mom", "lead", "dad"], props: ["{prop}"],
    purpose: "{mom} sends {lead} and {dad} out to {do}; between them they use about ten words.", fact: "{dad} saw to {thing} for {lead}'s first New Year.",
    script: `
= In the courtyard {dad} has already laid out {prop}.
mom light: You two {do}. And talk. Talking is part of it.
lead>dad light: Do you know how to {do}, Dad?
dad neut: Mm. {step}.
lead>dad surp: Where did you learn about {thing}?
dad nost: Your first New Year. I saw to {thing}. You slept through it.
lead>dad warm: You never said a word about {thing}.
dad light: You never asked about {thing}.`,
  },
  {
    place: "the kitchen of the Golden Plum", interior: true, time: "day", mood: "light-hearted", who: ["lead", "gran", "mom"], props: ["{prop}", "phone::lead"],
    purpose: "{lead} tries to {do} the quick way, off a phone, and is overruled.", fact: "Nai Nai has ruled that there are no short cuts with {thing}.",
    script: `
= {lead} holds up a phone: "{doing} in three minutes".
lead light: It says here that {doing} takes three minutes.
gran>lead light: Who taught the phone about {thing}? Did it have a grandmother?
mom>lead light: "{saying}" That's your great-grandmother talking.
lead light: But this part we can skip, surely. "{step}"?
gran>lead warm: Skip that, and it's anybody's. Do it, and {thing} will be ours.
= {lead} puts down the phone and takes up {prop}.
mom>lead warm: Look at you, with {prop}. Your father all over.`,
  },
  {
    place: "the counter of the Golden Plum", interior: true, time: "evening", mood: "joyful", who: ["kid", "gran", "lead", "dad"], props: ["{prop}", "exercise book::kid"],
    purpose: "Toby writes an essay on how his family likes to {do}, and leaves nobody out.", fact: "Toby's essay says that {lead} {slip}.",
    script: `
= Toby writes at the counter, with {prop} beside him for inspiration.
kid neut: "How My Family Does It. Step one. {step}."
gran>kid light: Put this in. {saying}
kid joy: "Step two. My {kin} {lead} {slip}."
lead>kid anx: Could {thing} be a shorter chapter?
kid>lead light: My teacher wants feelings. So, {thing}, with feelings.
dad light: Mm. "{slip}." Accurate.
= Nai Nai laughs so hard that she has to hold on to the counter.`,
  },
];

export const pair: readonly Frame[] = [
  {
    place: "{shop}", interior: true, time: "day", mood: "nostalgic", who: ["lead", "friend"], props: ["{prop}::lead"],
    purpose: "{lead} brings {prop} to {shop} for help, and they talk about {memory}.", fact: "{lead} and {friend} both remember {memory}.",
    script: `
= {lead} stands in the door of {shop} with {prop} and a guilty face.
friend>lead light: Let me guess. You {slip}.
lead>friend light: Can I retake {thing}?
friend>lead light: There's a fee. One share of {thing}.
lead>friend nost: Do you remember when we first tried to {do}?
friend>lead nost: I remember {memory}. You still owe me a candy for it.
lead>friend rom: I packed {memory}. It was light to carry.
= {friend} takes {prop} and almost manages not to smile.`,
  },
  {
    place: "the courtyard with the plum tree", interior: false, time: "dusk", mood: "romantic", who: ["friend", "lead"], props: ["{prop}"],
    purpose: "{lead} and {friend} race to {do} under the plum tree; the slower one owes the truth.", fact: "{lead} owned up to {friend} about {memory}.",
    script: `
= Under the plum tree, twice over: {prop}. The neighbours close in.
friend joy: First to {do} wins. The other one owes us the truth.
lead light: Deal. {step}. Go!
= Heads down, elbows out, and soon enough {lead} {slip}.
friend>lead joy: Done! Now look at {thing}, and tell the truth.
lead>friend rom: Remember {memory}? I let you win then, too.
friend rom(quietly): You've just ruined {thing} for everybody else.`,
  },
  {
    place: "{shop}", interior: true, time: "night", mood: "romantic", who: ["friend", "lead"], props: ["{prop}"],
    purpose: "{friend} says {she} can't {do} alone, and {lead} stays late at {shop}.", fact: "{lead} stayed late at {shop} to help {friend} {do}.",
    script: `
= Closing time at {shop}; {friend} takes out {prop} again.
friend>lead neut: If you've got nothing on, I still have to {do}.
lead>friend light: I've got plenty on. {step}, right?
friend>lead light: Since when do you understand {thing}?
lead>friend nost: Since {memory}. You were the teacher.
friend>lead rom: I thought I was the only one who'd kept {memory}.
= Lamplight falls on {prop}, and on two shadows leaning together.
lead os rom: Please let {thing} take all night.`,
  },
  {
    place: "the doorstep of {shop}", interior: false, time: "dawn", mood: "light-hearted", who: ["lead", "friend"], props: ["{prop}::lead"],
    purpose: "{lead} gets up before dawn to {do} for {friend}, and is caught at it.", fact: "{friend} caught {lead} at dawn, trying to {do} for {her}.",
    script: `
= First light; {lead} crouches on the doorstep of {shop} with {prop}.
friend surp: Who's trying to {do} on my doorstep?
lead anx: Nobody. I was passing. With {prop}.
friend>lead light: You {slip}. In passing?
lead>friend light: In my defence, {thing} started it.
friend>lead warm: {lead}. For {thing}: thank you.
lead>friend light: Say that again? I couldn't hear you over {thing}.
friend>lead light: I said: {step}. You had it backwards.`,
  },
];

export const closing: readonly Frame[] = [
  {
    place: "the courtyard with the plum tree", interior: false, time: "night", mood: "dramatic", who: ["lead", "rival"], props: ["{prop}"],
    purpose: "{rival} calls while {lead} is busy trying to {do}; he is already at the gate.", fact: "{rival} came to the gate one night because of {thing}.",
    cliffhanger: "{rival}, at the gate: \"I'd like to see about {thing}.\"",
    script: `
= The phone rings in the dark courtyard, somewhere among {prop}.
rival vo light: They tell me you stayed in to {do}. How restful.
lead neut: Try {thing} some time, Victor. Contracts are easier.
rival vo dram: I looked it up. Yours is the last street in town that knows how to {do}.
lead det: Then you know why {thing} can't move into a mall.
= Headlights swing through the gate and come to rest on {prop}.
rival dram: Open up, {lead}. I'd like to see about {thing}.`,
  },
  {
    place: "Auntie Lau's tea shop", interior: true, time: "evening", mood: "light-hearted", who: ["neighbour", "friend", "lead"], props: ["{prop}", "melon seeds::neighbour"],
    purpose: "Auntie Lau tells the whole street about {lead}, {friend} and {thing}.", fact: "All of Lantern Street has heard about {lead}, {friend} and {thing}.",
    cliffhanger: "At the back, a stranger takes a picture of {lead} and {friend} with {prop}.",
    script: `
= Auntie Lau cracks melon seeds in the middle of a circle of neighbours.
?neighbour light: I know everything first. {fact} Am I wrong?
neighbour joy: I saw them {do} with my own eyes. Heads this close!
friend>neighbour anx: Auntie, {lead} {slip}. I was helping.
neighbour light: Three weddings I've made out of {thing}.
lead>neighbour light: And what sign goes with {thing}?
neighbour joy: With {thing}, any sign. With you two, only each other!
= At the back a stranger lifts a phone and takes a picture of them with {prop}.
friend>lead dram: Who was that? And what does he want with {thing}?`,
  },
  {
    place: "the Golden Plum", interior: true, time: "night", mood: "light-hearted", who: ["kid", "lead"], props: ["{prop}", "phone::kid"],
    purpose: "Toby sends {friend} the picture in which {lead} {slip}.", fact: "{friend} has chosen {thing}, and whoever comes along.",
    cliffhanger: "{friend}'s answer has a second part, and Toby reads it out.",
    script: `
= Toby grins at a phone; on the table, still, {prop}.
kid light: I sent {friend} a picture of you and {thing}.
lead>kid anx: Not the one where I {slip}.
kid joy: That one. I wrote: "Me or {thing}. Choose. Signed, {lead}."
lead>kid surp: You can't ask a person to choose over {thing}!
= The screen lights up {prop} and two held breaths.
kid light: Answer! "{thing}, obviously." Wait. There's more.
kid surp: "And whoever comes with {thing}."`,
  },
  {
    place: "the storeroom", interior: true, time: "night", mood: "family-warm", who: ["lead", "dad"], props: ["{prop}"],
    purpose: "{lead} finds {dad} alone at midnight, teaching himself to {do}.", fact: "{dad} sits up at night to learn to {do} for {lead}.",
    cliffhanger: "{dad} has said \"next year\".",
    script: `
= Midnight; the light is on in the storeroom, and {dad} frowns at {prop}.
lead>dad surp: Dad? You got up at midnight to {do}?
dad anx: Who says I {do}? Couldn't sleep.
lead>dad light: You're holding {prop} upside down.
dad neut: Mm. {step}. Like so?
lead>dad warm: Nai Nai would show you {thing}, if you asked.
dad>lead warm: Wanted there to be {thing}. When you come next year.
= {lead} says nothing, and reaches over to straighten {prop}.
lead os nost: Next year. He said next year. And {thing}.`,
  },
];

export const mustScene: SceneTemplate = {
  place: "the Golden Plum", interior: true, time: "evening", mood: "family-warm", who: ["gran", "lead", "kid", "friend"], props: ["{must}"],
  purpose: "Nai Nai has decreed it, so the whole family sees to this: {must}.",
  script: `
= The whole family around the table, and in the middle of it all: {must}.
gran warm: This year we do it properly. {must}. All of it.
kid joy: {must}! That was my idea first.
lead>gran light: Leave {must} to me.
friend>lead light: That's what you said last time, and I did the work.
gran joy: Whoever does the work, a New Year with {must} is a whole one.`,
};
