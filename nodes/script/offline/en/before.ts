import type { Chapter } from "../grammar.ts";

/** From the Little New Year (2026-02-10) to the day before New Year's Eve. */
export const before: readonly Chapter[] = [
  {
    title: "Too Thin", date: "2026-02-10", lunarDate: "12-23",
    logline: "Ten years late, {lead} comes home to Lantern Street with {deal} in one pocket and an apology in the other.",
    hook: "A voice on the phone: \"Midnight on New Year's Eve. No signature, and {stake} is mine.\"",
    cliffhanger: "{friend}, under the plum tree: \"Look around while you can. They're taking the street.\"",
    facts: ["{rival} wants the {deal} signed by midnight on New Year's Eve.", "{lead} has not been home for ten years; {friend} stayed and kept {shop}.", "Nobody has touched the plug behind the rice cooker for ten years."],
    scenes: [
      {
        place: "the train home", interior: true, time: "day", mood: "dramatic", who: ["lead", "rival"], props: ["phone::lead"],
        purpose: "On the train home, {rival} gives {lead} until midnight on New Year's Eve to sign.",
        script: `
= Snowy fields race past the window; a phone lights up on the table.
rival vo dram: Midnight on New Year's Eve. No signature, and {stake} is mine.
lead neut: Victor, I'm on a train.
rival vo light: You hate trains.
lead light: I hate this one less. It's going home.
rival vo dram: You haven't been home in ten years.
lead det: Then I'm late.
= CU {lead} hangs up and winds a faded red cord around one finger.
lead os nost: Ten years. {friend}, please still be mad at me. Mad means you remember.`,
      },
      {
        place: "the Golden Plum", interior: true, time: "evening", mood: "family-warm", who: ["gran", "lead", "mom", "dad"], props: ["suitcase::lead", "rice cooker"],
        purpose: "{lead} walks into the family restaurant, and Nai Nai's first words are \"Too thin.\"",
        script: `
= The door of the Golden Plum swings open; snow and light blow in past the old rice cooker on the counter.
gran>lead warm: Too thin.
lead>gran light: Nai Nai, {last week on video|on the phone last month} you said I was getting fat.
gran>lead light: The phone adds weight. Real life takes it away.
mom joy: Sit! The Kitchen God goes up to report on us tonight. Everybody look happy.
lead>mom warm: Where's Dad?
= {dad} stands at the stove with his back to everyone.
dad neut: Mm.
mom>lead light: Did you hear that? He's over the moon.
gran>lead warm: Eat. And mind the cord. Nobody has touched that plug in ten years.`,
      },
      {
        place: "the courtyard with the plum tree", interior: false, time: "night", mood: "dramatic", who: ["lead", "friend"], props: ["{shopThing}::friend"],
        purpose: "{lead} finds {friend} under the old plum tree and is told that the tree is closed.",
        script: `
= A bare plum tree hung with faded red ribbons; {friend} comes through the gate carrying {shopThing}.
lead surp: {friend}?
friend neut: We're closed.
lead>friend light: It's a tree.
friend>lead light: Then the tree is closed.
lead>friend nost: I called you. The night I left.
friend>lead sad: I sat by that phone until the {sun came up|milk truck came}. It didn't ring.
= {friend} walks to the gate, and stops.
friend>lead dram: Look around while you can. They're taking the street.`,
      },
    ],
  },
  {
    title: "Dust", date: "2026-02-11", lunarDate: "12-24",
    logline: "Cleaning day turns up an old key, and a notice on every door on Lantern Street.",
    hook: "A red sock drops out of the attic. There is a key in it.",
    cliffhanger: "The buyer's name is at the bottom of the notice: Evergrand. {rival}'s company.",
    facts: ["{lead} has found the key to the {token}.", "Evergrand Holdings wants to clear Lantern Street on the eighth day of the New Year.", "It is Toby's zodiac year, and he wears red from head to toe."],
    scenes: [
      {
        place: "the attic", interior: true, time: "morning", mood: "light-hearted", who: ["lead", "kid", "gran"], props: ["old key::lead", "red socks::kid"],
        purpose: "Sweeping the attic before the New Year, {lead} and Toby find a key on a red cord.",
        script: `
= Dust turns in a beam of light; Toby sits on a trunk, dressed in red from collar to socks.
kid>lead light: It's my Horse year. Nai Nai says red keeps me safe.
lead>kid light: Safe from what?
kid>lead neut: Mostly from not wearing red.
lead joy: Come on. Sweep the old year out before it unpacks.
= CU In the toe of an old red sock lies a key on a red cord.
kid>lead surp: What does it open?
lead nost: A {token}. {friend} and I buried it under the plum tree.
gran light: Less archaeology up there! More broom!`,
      },
      {
        place: "{shop}", interior: true, time: "day", mood: "light-hearted", who: ["friend", "lead"], props: ["old key::lead"],
        purpose: "{lead} brings the key to {shop} and is charged by the minute for memories.",
        script: `
= A quiet hour at {shop}; {friend} doesn't look up from {shopJob}.
friend neut: Welcome to... oh. It's you. I take back the welcome.
lead>friend light: I'm a paying customer.
friend>lead light: Goods are on the shelf. Memories are ten dollars a minute.
lead>friend light: I'll take an hour.
friend>lead light: The price just went up.
lead>friend nost: Do you know this key?
= {friend}'s hands stop, then go back to {shopJob}.
friend sad: No. I don't keep things for people who leave.`,
      },
      {
        place: "Lantern Street", interior: false, time: "dusk", mood: "dramatic", who: ["neighbour", "lead", "friend"], props: ["printed notice"],
        purpose: "Notices appear on every door of Lantern Street; the buyer is {rival}'s company.",
        script: `
= Two men with a staple gun walk away; a white notice flaps on every red door.
neighbour angry: Who puts up parking tickets on a door?
lead>neighbour anx: Auntie Lau, that's not a parking ticket.
neighbour>lead surp: {lead}! Married yet? What sign are you?
lead>neighbour light: Read the notice first, Auntie.
neighbour>lead light: The notice will still be here. Your hair won't.
friend det: They clear the street on the eighth day of the New Year. The buyer's called Evergrand.
= CU {lead}'s phone lights up: "{rival}, Evergrand Holdings".
lead os dram: So {stake} was never the only thing he wanted.`,
      },
    ],
  },
  {
    title: "Mm", date: "2026-02-12", lunarDate: "12-25",
    logline: "Someone on the street has already sold. {lead} finds out who, and gets one syllable of explanation.",
    hook: "Auntie Lau slams down a teapot: \"Somebody on this street signed.\"",
    cliffhanger: "The signature on the sale is {dad}'s.",
    facts: ["One family has signed the sale already: it was {dad}.", "{dad} has kept every clipping about {lead} inside his old lion drum."],
    turningPoint: "{lead} finds out that the one who sold is {his} own father.",
    scenes: [
      {
        place: "Auntie Lau's tea shop", interior: true, time: "evening", mood: "anxious", who: ["neighbour", "friend", "lead", "dad"], props: ["teapot:steaming"],
        purpose: "The neighbours meet to save the street; {dad} walks out without a word.",
        script: `
= Every stool in the tea shop is taken; a teapot comes down hard on the counter.
neighbour angry: Somebody on this street signed!
neighbour dram: Thirty-seven couples I made here. Where will they go to argue?
friend det: If you haven't signed, stand on the left. If you have, nobody's angry.
lead>friend anx: How many signed?
friend sad: One. We don't know who.
neighbour>dad light: Frank, you drummed in every New Year for twenty years. Say something.
dad neut: Mm.
neighbour>dad anx: Is that a yes mm or a no mm?
= {dad} puts on his cap and goes out into the snow.`,
      },
      {
        place: "the storeroom", interior: true, time: "night", mood: "nostalgic", who: ["lead", "dad"], props: ["lion drum:dusty"],
        purpose: "{lead} follows {dad} to the storeroom and finds the old drum full of {his} own clippings.",
        script: `
= A big red lion drum under a sheet; {lead} lifts the loose skin and finds it stuffed with newspaper.
lead>dad surp: Dad, these are all about me.
dad neut: Keeps the drum in shape.
lead>dad light: Twenty-eight interviews' worth of shape?
dad light: Mm. Big drum.
lead>dad warm: Why did you stop playing?
= {dad} thinks about it for a long time, then holds out a hot roasted sweet potato.
dad warm: You eat?
lead>dad light: Three times, Dad.`,
      },
      {
        place: "the storeroom", interior: true, time: "night", mood: "dramatic", who: ["lead", "dad"], props: ["sale agreement:signed"],
        purpose: "Behind the drum {lead} finds the sale agreement, signed by {dad}.",
        script: `
= {dad} steps out for coal; the corner of a document shows behind the drum.
lead dram(reading): Sale agreement. Number eight, Lantern Street.
= CU On the last line, in careful letters: "{dad} {surname}".
lead>dad dram: Dad. The one who signed. It was you?
= {dad} stands in the door with the coal in his arms.
dad sad: Mm.
lead>dad angry: Nai Nai cooked here for fifty years, and I get "Mm"?
dad sad: The money's useful.
lead>dad dram: What's it useful for, if this is what it costs?`,
      },
    ],
  },
  {
    title: "One Missed Call", date: "2026-02-13", lunarDate: "12-26",
    logline: "{lead} gets drafted at {shop}; after closing they learn that ten years ago nobody stood anybody up.",
    hook: "{friend} throws an apron over {lead}'s head: \"Can you do this? Too late. You can.\"",
    cliffhanger: "The only one in the restaurant that morning was Nai Nai, with a new rice cooker.",
    facts: ["Ten years ago {lead} left {friend} a message on the Golden Plum's answering machine.", "{friend} never heard it.", "The next morning, the answering machine was gone and there was a rice cooker."],
    turningPoint: "{lead} and {friend} learn that nobody broke a promise: a message went missing.",
    scenes: [
      {
        place: "{shop}", interior: true, time: "dusk", mood: "light-hearted", who: ["friend", "lead"],
        purpose: "In the holiday rush, {friend} drafts {lead} to help out at {shop}.",
        script: `
= A line out of the door; {friend} throws an apron over {lead}'s head.
friend>lead anx: Any good at {shopJob}?
lead>friend light: No, but I learn fast.
friend>lead light: Learn to be quiet first.
lead joy: Yes, boss.
= {lead} does everything at once and wears most of it.
friend joy: Hold still, you've got... never mind. It's festive.
lead>friend warm: You're smiling.
friend>lead light: I smile every day. You weren't here.`,
      },
      {
        place: "{shop}", interior: true, time: "night", mood: "nostalgic", who: ["friend", "lead"],
        purpose: "After closing they compare that night, and find that {friend} never got the message.",
        script: `
= The shutter is half down, one lamp left on, two cups between them.
friend>lead neut: Go on, then. Ten dollars a minute.
lead nost: The night I left, I called the Golden Plum. You were on the late shift.
friend>lead dram: Nobody called.
lead>friend anx: I talked to the machine for three minutes. I asked you to come with me.
friend sad: I locked up, sat by the phone, and thought you couldn't be bothered.
lead sad: I stood on platform nine and thought you'd heard it.
= Neither of them touches the tea.`,
      },
      {
        place: "Lantern Street", interior: false, time: "night", mood: "anxious", who: ["friend", "lead"], props: ["coat::lead"],
        purpose: "{friend} runs out after {lead}, remembering who was in the restaurant the next morning.",
        script: `
= Two lines of footprints in the snow; {friend} runs out without a coat.
friend>lead anx: {lead}! Wait. The machine.
lead>friend warm: Coat first. You're blue.
friend>lead anx: The next morning it was gone. There was something else on the counter.
lead>friend anx: What?
friend surp: A rice cooker. Brand new. She was so proud of it.
lead>friend dram: Who was?
= {friend} looks up at the one lit window above the Golden Plum.
friend dram: Your grandmother.`,
      },
    ],
  },
  {
    title: "Half Price for Couples", date: "2026-02-14", lunarDate: "12-27",
    logline: "The New Year market falls on Valentine's Day; Toby plays matchmaker, and {rival} plays his hand.",
    hook: "Toby, at the top of his voice: \"Is it half price for couples?\"",
    cliffhanger: "{rival}, in front of {friend}: \"Didn't {lead} tell you? We're partners.\"",
    facts: ["Toby has decided that {lead} and {friend} are a couple.", "{friend} knows now that {lead} does business with the man who is buying the street."],
    scenes: [
      {
        place: "the New Year market", interior: false, time: "morning", mood: "joyful", who: ["kid", "lead", "friend"], props: ["candied hawthorn::kid", "red lanterns"],
        purpose: "At the market, on Valentine's Day of all days, Toby passes {lead} and {friend} off as a couple.",
        script: `
= Stalls of oranges, lanterns and candied hawthorn; Toby is already at the front of the line.
kid joy: Is it half price for couples?
lead>kid anx: Toby, we're not...
friend light: How much is half?
kid light: You save two dollars. Hold hands, {kin} {lead}. It's business.
lead>friend light: Sorry. For two dollars, can you bear it?
friend>lead light: You're paying. I can bear it.
= Three sticks of candied hawthorn bob through the crowd, the smallest one in the middle.
kid os light: In my zodiac year I'm the lucky red sock. I go with anything.`,
      },
      {
        place: "the New Year market", interior: false, time: "day", mood: "light-hearted", who: ["neighbour", "friend", "lead"], props: ["photograph::neighbour"],
        purpose: "Auntie Lau presents {friend} with a candidate, and {lead} takes it like an adult, almost.",
        script: `
= Auntie Lau parts the crowd with a photograph held over her head.
neighbour>friend joy: {friend}! This {match} has two apartments and {all|most of} the hair!
friend>neighbour light: I'm a Rabbit, Auntie. You said I need a Sheep.
neighbour>friend anx: Dragon, Sheep. They both have legs.
lead>neighbour light: Auntie, you're holding it upside down.
neighbour>lead surp: I am not.
lead light: Try it. It's an improvement.
friend>lead light: How's your hawthorn, {lead}? Sour?
= {lead} bites down hard and squints.`,
      },
      {
        place: "the New Year market", interior: false, time: "day", mood: "dramatic", who: ["rival", "lead", "friend"], props: ["candied hawthorn:dropped in the snow"],
        purpose: "{rival} turns up at the market and introduces himself to {friend} as {lead}'s partner.",
        script: `
= A black car stops beside the calligraphy stall, and {rival} gets out.
rival>lead light: Buying groceries, {lead}? How grounded.
lead>rival surp: Victor? What are you doing here?
rival light: Looking over a street I'm about to own.
friend>rival anx: You're about to what?
rival>friend dram: {rival}, Evergrand. Didn't {lead} tell you? We're partners.
friend>lead dram: {lead}? What does he mean, "we"?
= CU Half a stick of hawthorn lies in the snow, very red.`,
      },
    ],
  },
  {
    title: "Schedule C", date: "2026-02-15", lunarDate: "12-28", tight: true,
    logline: "One page at the back of the {deal} makes {friend} believe that {lead} came home to sell it.",
    hook: "{rival} comes to get a signature; Nai Nai pulls him in by the sleeve.",
    cliffhanger: "{friend} leaves a message: \"Tomorrow night, don't set a place for me.\"",
    facts: ["Schedule C of the {deal} clears Lantern Street, with {lead}'s name on it.", "{dad} sold to get money to {lead}.", "{friend} will not come to New Year's Eve dinner.", "{rival} has eaten three bowls of dumplings at Nai Nai's counter."],
    turningPoint: "{friend} finds {lead}'s name in Schedule C and believes the worst.",
    scenes: [
      {
        place: "the Golden Plum", interior: true, time: "evening", mood: "light-hearted", who: ["gran", "rival", "lead"], props: ["briefcase::rival", "dumplings"], motifs: ["dumplings"],
        purpose: "{rival} comes for a signature and is made to eat three bowls of dumplings.",
        script: `
= {rival} stands in the door with a briefcase; Nai Nai has him by the sleeve.
gran>rival warm: Too thin. Sit.
rival>gran surp: Ma'am, I'm here about a contract.
gran>rival light: A contract doesn't get cold.
rival>gran anx: I'm really not hungry.
gran>rival warm: Whose boy walks around alone this week of the year?
= CU {rival} bites into a dumpling, and stops chewing.
rival nost: My mother puts in that much ginger.
gran>rival light: Then have another bowl. Call it negotiating.`,
      },
      {
        place: "the Golden Plum", interior: true, time: "night", mood: "dramatic", who: ["friend", "lead"], props: ["{deal}::friend", "old key"],
        purpose: "{friend} reads Schedule C: all of Lantern Street, and {lead}'s name.",
        script: `
= The briefcase has come open; pages slide across the floor to {friend}'s feet.
friend neut: Schedule C...
friend dram(reading): Clearance of Lantern Street. Sponsor of the project, {lead} {surname}.
lead>friend anx: I never saw a Schedule C.
friend>lead angry: You were going to sign something you hadn't read?
lead>friend anx: I haven't signed it.
friend>lead sad: Not yet. So this was a visit to see if you'd mind.
= {friend} lays the key on the counter and goes.`,
      },
      {
        place: "the back steps", interior: false, time: "night", mood: "sad", who: ["dad", "lead", "friend"], props: ["bank book::dad"],
        purpose: "{lead} learns why {dad} sold, and that {friend} is not coming to dinner.",
        script: `
= Snow on the back steps; {dad} sits with a bank book in both hands.
lead>dad sad: You knew it was Victor's company when you signed?
dad neut: Mm. Paper said you were in trouble.
lead>dad surp: You sold the house for me?
dad>lead warm: House is wood. You're not.
lead sad: Dad...
= CU The phone buzzes: one voice message, from "{friend}".
friend vo sad: Tomorrow night, don't set a place for me.`,
      },
    ],
  },
];
