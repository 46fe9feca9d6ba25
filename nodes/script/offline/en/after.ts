import type { Chapter } from "../grammar.ts";

/** From New Year's Eve (2026-02-16) to the Lantern Festival (2026-03-03). */
export const after: readonly Chapter[] = [
  {
    title: "The Empty Chair", date: "2026-02-16", lunarDate: "12-29", tight: true,
    logline: "New Year's Eve: one chair stays empty, and {lead} has until midnight to choose.",
    hook: "A full table, and nobody may touch it. \"Not everyone's here,\" says Nai Nai.",
    cliffhanger: "Toby unplugs the rice cooker. Behind it a small red light begins to blink: one new message.",
    facts: ["At midnight {lead} did not sign the {deal}.", "Nai Nai gave everyone a red envelope.", "The old answering machine was behind the rice cooker, with one message on it."],
    turningPoint: "At midnight {lead} refuses to sign and chooses home.",
    scenes: [
      {
        place: "the Golden Plum", interior: true, time: "evening", mood: "family-warm", who: ["gran", "lead", "mom", "dad", "kid", "friend"],
        props: ["reunion dinner", "whole fish", "empty chair"], motifs: ["dinner", "dumplings"],
        purpose: "Nai Nai keeps a chair empty at the family reunion dinner until {friend} walks in with {shopGift}.",
        script: `
= The reunion dinner steams on the round table, a whole fish in the middle, and one chair is empty.
# New Year's Eve
mom joy: Reunion dinner's getting cold! Why is nobody eating?
gran warm: Not everyone's here.
kid light: Can the fish start without us? We have to leave some anyway.
lead>gran nost: Nai Nai, who's the chair for?
gran>lead warm: Whoever's standing outside making up {hers} mind.
= The door opens; {friend} stands in the light with {shopGift}.
friend warm: She called eight times. I was afraid of nine.
gran>friend joy: Too thin! Sit.
dad>friend warm: {friend}. Have some fish.
mom surp: A whole sentence! Somebody write down the date!`,
      },
      {
        place: "the Golden Plum", interior: true, time: "night", mood: "joyful", who: ["gran", "kid", "lead", "friend", "dad", "mom"],
        props: ["red envelopes::gran", "television:Spring Festival Gala"], motifs: ["gala", "envelopes"],
        purpose: "The family watches the Spring Festival Gala while Nai Nai hands out red envelopes, one for {lead} too.",
        script: `
= The Spring Festival Gala glitters on the television; Nai Nai takes a stack of red envelopes out of her sleeve.
gran joy: Red envelopes! One each. No counting at the table.
kid joy: Eighty-eight! I wasn't counting, I was looking.
lead>gran light: Nai Nai, I'm twenty-eight.
gran>lead warm: Not married, still a child. That's the law.
lead surp: There's a hundred and sixty-eight in mine.
gran>lead light: The extra eighty isn't yours. You're holding it for somebody.
friend rom(blushing): Oh look, the Gala, there's a comedian!
dad light: Mm. Funny.
mom>dad light: He hasn't come on yet, Frank.
= The whole table falls apart laughing; on the screen a chorus begins.`,
      },
      {
        place: "the courtyard with the plum tree", interior: false, time: "night", mood: "dramatic", who: ["lead", "friend", "kid", "rival"],
        props: ["phone::lead", "answering machine:blinking:kid"], motifs: ["fireworks"],
        purpose: "Under the fireworks {lead} refuses to sign, and Toby finds the answering machine behind the rice cooker.",
        script: `
= Fireworks over the plum tree; inside, the television counts down, and {lead}'s phone rings.
rival vo dram: One minute left. Yes or no?
lead det: Happy New Year, Victor. No.
rival vo dram: Think. {stake} goes to me.
lead warm: And home stays with me. I can do that sum.
friend>lead nost: Are you out of your mind?
lead>friend rom: I was, ten years ago. I'm catching up.
= Inside something goes dark, and Toby runs out with an old answering machine in his arms.
kid anx: I only unplugged the rice cooker to charge my tablet!
kid surp: This was behind it. It's blinking. It says one new message.`,
      },
    ],
  },
  {
    title: "Play", date: "2026-02-17", lunarDate: "01-01", tight: true,
    logline: "On New Year's Day nobody may say a cross word, and a ten-year-old message wants to be heard.",
    hook: "{friend}, sweetly: \"Happy New Year, {lead}. May you always check who's listening.\"",
    cliffhanger: "{friend}'s mother calls: {shop} has to be let go by the eighth day.",
    facts: ["Nai Nai had unplugged the machine to make room for her rice cooker.", "The message ends before its last sentence; nobody knows what {lead} said.", "{friend}'s mother wants {shop} let go by the eighth day."],
    turningPoint: "Nai Nai explains where the answering machine went, and why.",
    scenes: [
      {
        place: "the Golden Plum", interior: true, time: "morning", mood: "joyful", who: ["kid", "gran", "friend", "lead", "mom"], props: ["bowl of oranges"],
        purpose: "New Year's Day: nobody may quarrel, so {lead} and {friend} argue in good wishes.",
        script: `
= Red paper petals cover the courtyard; everyone is in new clothes around a bowl of oranges.
# New Year's Day · Year of the Horse
kid>gran joy: Happy New Year, Nai Nai! May your horse come in first!
gran joy: Clever boy. Today nobody sweeps, nobody cuts, nobody quarrels.
friend>lead light: Happy New Year, {lead}. May you always check who's listening.
lead>friend light: May you always look behind the appliances.
friend>lead light: May your jokes grow up big and strong.
lead>friend rom: May somebody take one seriously.
mom light: Is that a blessing or a tennis match?
gran warm: It's New Year. Everything's a blessing.`,
      },
      {
        place: "the Golden Plum", interior: true, time: "day", mood: "nostalgic", who: ["gran", "friend", "lead"], props: ["answering machine:blinking", "rice cooker"],
        purpose: "Nai Nai explains: ten years ago she needed the socket for her rice cooker.",
        script: `
= The answering machine sits on the counter next to the rice cooker, like two relatives who don't speak.
lead>gran anx: Nai Nai, how did it get back there?
gran nost: One socket. New rice cooker. I pushed the old box behind it.
friend>gran surp: Did you see the little light?
gran sad: I saw it. I thought it was the rice.
lead>gran warm: It's all right. I should've knocked on a door instead.
friend nost: So for ten years, we've been having your message with dinner.
gran warm: It was very good rice.
= {friend} starts to laugh, and has to wipe both eyes.`,
      },
      {
        place: "the courtyard with the plum tree", interior: false, time: "dusk", mood: "romantic", who: ["friend", "lead"], props: ["answering machine::friend"],
        purpose: "Under the plum tree {friend} plays the message; the end of it was never recorded.",
        script: `
= Evening light in the plum tree; {friend} sets the machine on the wall and presses play.
lead vo nost: Hi. It's me. The train's at six. I bought two tickets, in case I'm braver than I look.
friend>lead light: You sound twelve.
lead>friend light: I was eighteen and freezing.
lead vo rom: There's something I never said out loud, so here goes. {friend}, I...
= The tape clicks. The little light goes out.
friend>lead surp: That's it? "I" what?
lead>friend rom: I could say it again.
= {friend}'s phone rings; {she} listens, and sits down on the wall.
friend sad: My mother. She wants {shop} let go by the eighth day.`,
      },
    ],
  },
  {
    title: "Second Day", date: "2026-02-18", lunarDate: "01-02", tight: true,
    logline: "On the way to Mom's family {dad}'s secret comes out, and {rival} makes good on his promise.",
    hook: "In the rear-view mirror, {dad}'s ears turn red.",
    cliffhanger: "Nai Nai, with soup: \"He called me first. He wanted to know about the ginger.\"",
    facts: ["{dad} has watched {lead}'s interview three hundred times.", "{lead} has lost {stake}.", "{lead} promised {friend} an answer by the eighth day.", "{rival} calls Nai Nai to ask about ginger."],
    turningPoint: "{rival} makes good on his promise: {lead} loses {stake}.",
    scenes: [
      {
        place: "the family car", interior: true, time: "morning", mood: "light-hearted", who: ["mom", "dad", "lead"], props: ["boxes of cakes::mom"],
        purpose: "On the second day, driving to Mom's family, {mom} gives away {dad}'s secret.",
        script: `
= White fields outside; the back seat is full of cake boxes and {lead}.
mom light: Second day, we visit my mother. Your father has been practising his smile.
lead>mom surp: Dad's afraid of somebody?
mom>lead light: She talks less than he does. He respects that.
dad neut: Mm.
lead>mom nost: Does he even know what I do out there?
mom>lead warm: {made}. He's seen that interview three hundred times. Volume at one, so I won't hear.
dad>mom anx: Road's icy. No talking.
mom>dad light: The road's dry, Frank.
= CU In the rear-view mirror, {dad}'s ears turn red.`,
      },
      {
        place: "{shop}", interior: true, time: "dusk", mood: "nostalgic", who: ["friend", "lead"], props: ["cardboard boxes"],
        purpose: "{friend} is packing up {shop}; {lead} asks for six days.",
        script: `
= Half of {shop} is in boxes; a row of empty hooks on the wall.
friend neut: Clearance sale. Memories are five dollars a minute.
lead>friend sad: Why didn't you tell me how bad it was?
friend>lead nost: Tell you what? That I stayed and kept the lights on, like an idiot?
lead>friend warm: I left. I outrank you.
friend>lead sad: Nice lines don't keep a street open, {lead}.
lead>friend det: Six days. Give me until the eighth, and I'll have an answer.
friend>lead light: You had ten years.
lead>friend light: I think better on dumplings.`,
      },
      {
        place: "the back steps", interior: false, time: "night", mood: "family-warm", who: ["lead", "gran", "rival"], props: ["hot soup::gran"],
        purpose: "{rival} makes good on his promise, and Nai Nai brings soup.",
        script: `
= A red lantern sways over the back steps; message after message lights up {lead}'s phone.
rival vo dram: A courtesy call. {stake} is mine as of tonight.
lead neut: On the second day of New Year? Don't you have somewhere to be?
rival vo sad: Not since my mother moved in with my sister.
lead warm: Nai Nai kept your bowl on the shelf.
rival vo anx: Don't you dare be nice to me.
= The line goes quiet; Nai Nai is standing behind {lead} with a bowl of soup.
gran>lead warm: Business I don't understand. Soup I understand. Drink.
lead>gran surp: How did you know he called?
gran>lead light: He called me first. He wanted to know about the ginger.`,
      },
    ],
  },
  {
    title: "The God of Wealth Rings Twice", date: "2026-02-21", lunarDate: "01-05",
    logline: "On the fifth day Nai Nai opens the door to the God of Wealth and gets {rival}; {lead} bets the street.",
    hook: "Nai Nai throws the door open for the God of Wealth. It's {rival}, holding a cake.",
    cliffhanger: "Three days, a thousand guests, and {lead} knows perhaps forty people.",
    facts: ["The bet: a thousand guests at one long table on the eighth day, and Evergrand goes.", "{friend} is not letting {shop} go, for now.", "{rival} has spent three New Years in hotels."],
    turningPoint: "{lead} has nothing left to trade and bets the whole street against {rival}.",
    scenes: [
      {
        place: "the door of the Golden Plum", interior: false, time: "morning", mood: "light-hearted", who: ["gran", "rival", "kid", "lead"], props: ["cake box::rival"],
        purpose: "Nai Nai opens up for the God of Wealth and finds {rival} with a cake.",
        script: `
= Firecrackers; Nai Nai throws the door open, arms wide. {rival} is standing there with a cake box.
gran joy: God of Wealth! ...Oh. It's the thin one.
rival>gran anx: I was passing.
kid>rival light: You live two hundred miles away.
rival neut: I took a wrong turn.
gran>rival warm: Several. Come in, it's the fifth day, we're eating gossip shut.
rival nost: Three New Years now I've had the hotel noodles.
lead>rival warm: Then sit. After that, we talk.
rival>lead light: I'll sit. I'm still buying the street.`,
      },
      {
        place: "the courtyard with the plum tree", interior: false, time: "day", mood: "determined", who: ["rival", "lead", "gran"], props: ["{deal}"],
        purpose: "{lead} bets {rival} that Lantern Street can seat a thousand guests.",
        script: `
= Two kitchen chairs under the plum tree, and the {deal} on an upturned crate between them.
rival>lead dram: {stake} is mine. What exactly are you bargaining with?
lead>rival det: One street. Everybody who ever ate, married or cried on it.
rival>lead light: Sentiment doesn't pay rent.
lead>rival light: You've had two helpings of it this morning.
rival>lead dram: Fine. The eighth day. Seat a thousand people here, and I'll walk.
lead>rival det: And if I can't, I sign.
rival>lead dram: One short, and you sign.
= They shake on it; behind the window Nai Nai begins to count stools.
gran light: One, two, three. Nine hundred and ninety-seven to go.`,
      },
      {
        place: "{shop}", interior: true, time: "night", mood: "romantic", who: ["friend", "lead"], props: ["cardboard boxes"],
        purpose: "{lead} confesses the bet, and {friend} starts to unpack.",
        script: `
= Boxes up to the door of {shop}, one lamp on.
friend>lead neut: I hear you're unemployed.
lead>friend light: Between empires.
friend>lead light: How's your {shopJob}?
lead>friend light: Passable. I trained under a tyrant.
friend>lead warm: There's a job going. Meals, no pay.
lead>friend rom: For how long?
= {friend} turns away and puts the first thing back on the shelf.
friend light: Until the eighth day. Then we'll see.
lead os anx: Three days, a thousand guests. I know perhaps forty people.`,
      },
    ],
  },
  {
    title: "A Thousand Bowls", date: "2026-02-24", lunarDate: "01-08",
    logline: "The long table is laid from one end of Lantern Street to the other, and the snow has closed the road.",
    hook: "A thousand bowls on one table, and every stool is empty.",
    cliffhanger: "{rival} has one condition: at the Lantern Festival, they open the {token} in front of everyone.",
    facts: ["{dad} played his drum again and the whole town came.", "The thousandth guest was {rival}.", "Evergrand has dropped its plans for the street."],
    turningPoint: "{dad} drums for the first time in ten years, and Lantern Street is saved.",
    scenes: [
      {
        place: "Lantern Street", interior: false, time: "morning", mood: "anxious", who: ["neighbour", "friend", "lead", "rival", "mom", "gran", "kid"], props: ["long table", "empty stools"],
        purpose: "The eighth day: the table is laid, the road is snowed in, and nobody comes.",
        script: `
= ELS One table down the whole length of Lantern Street, a thousand bowls, nobody sitting.
neighbour anx: Thirty-seven couples! Not one of them could find the street?
friend anx: The road's closed. It snowed all night.
rival neut: One hour left.
lead det: Keep it hot. Every pot, keep it hot.
mom>lead sad: We've heated it three times, honey.
gran warm: Food that waits for people only gets better.
= At the end of the street, nothing but white.
kid surp: {kin} {lead}? What's that noise?`,
      },
      {
        place: "the gate of Lantern Street", interior: false, time: "day", mood: "family-warm", who: ["dad", "lead", "mom", "gran"], props: ["lion drum::dad"],
        purpose: "{dad} brings the town in behind his drum and makes the longest speech of his life.",
        script: `
= Drumbeats, closer and closer; {dad} walks out of the snow behind the old red drum, and the street fills up behind him.
lead>dad surp: Dad? How did you find all these people?
dad warm: Played at their weddings. Played when their kids were born.
dad warm: I figured they'd know the drum. So I walked, and I hit it.
mom>dad sad(in tears): Frank. That's more than you said when you proposed.
lead>dad sad: Thank you, Dad.
dad>lead neut: Mm.
gran joy: Sit, sit, all of you! Too thin! Every single one!
= Stools scrape, bowls fill, and there is no snow to be seen for people.`,
      },
      {
        place: "Lantern Street", interior: false, time: "dusk", mood: "dramatic", who: ["rival", "lead", "friend", "gran", "neighbour"], props: ["wooden stool"],
        purpose: "{rival} counts the guests, comes out one short, and is made to sit down.",
        script: `
= Low sun along the table; {rival} walks it from end to end, counting under his breath.
rival>lead dram: Nine hundred and ninety-nine. You're one short.
friend anx: One?
lead sad: A deal's a deal. Give me the pen.
gran dram: Who's short? This stool is yours. Sit.
= CU Nai Nai puts both hands on {rival}'s shoulders, and he goes down like a boy.
rival nost: ...A thousand.
neighbour>rival joy: A thousand! And single! What sign are you, dear?
rival>lead light: I'll withdraw the plan. I have one condition.
lead>rival anx: What is it?
rival dram: At the Lantern Festival you two open that {token}. I want to know how it ends.`,
      },
    ],
  },
  {
    title: "Lanterns", date: "2026-03-03", lunarDate: "01-15",
    logline: "On the fifteenth night the {token} comes out of the ground, and so does the end of the message.",
    hook: "A spade goes into the earth under the plum tree, and hits something that rings.",
    cliffhanger: "At the bottom of the {token} there is a drawing in Nai Nai's hand: two people, and a very small third.",
    facts: ["{lead} and {friend} have opened the {token}.", "The missing end of the message was \"come with me\"; now it is \"I'm staying\".", "Nai Nai has told {lead}: not thin."],
    turningPoint: "{lead} says the end of the message out loud, and stays.",
    scenes: [
      {
        place: "the courtyard with the plum tree", interior: false, time: "dusk", mood: "light-hearted", who: ["friend", "lead", "kid"], props: ["{token}:muddy", "old key::lead"], motifs: ["lanterns"],
        purpose: "At the Lantern Festival, {lead} and {friend} dig up the {token}.",
        script: `
= Lanterns all down the street; under the plum tree {lead} and {friend} kneel in the mud.
friend>lead light: Left.
lead>friend light: I'm the one who buried it.
friend>lead light: I'm the one who told you where.
lead joy: Got it!
= CU The {token}, muddy and dented; a key on a red cord turns in the lock.
kid anx: Is it money? Please be money.
friend nost: Two notes. One each. To be read by the other.
lead>friend rom: You first. No, me. No, you.`,
      },
      {
        place: "the lantern fair", interior: false, time: "night", mood: "romantic", who: ["friend", "lead"], props: ["notes:yellowed", "lanterns"], motifs: ["lanterns", "fireworks"],
        purpose: "Among the lanterns they read each other's notes, and {lead} finishes the message.",
        script: `
= A thousand lanterns, and two small sheets of yellowed paper.
friend nost(reading): "Wherever I am, I'll be home for New Year." You're ten New Years behind.
lead nost(reading): "Nobody leaves first. If somebody does, look back." I'm looking.
friend>lead rom: The tape. "{friend}, I..." What came next?
lead>friend rom: "I can't do this without you. Come with me."
lead>friend warm: I've edited it since. Now it just says, I'm staying.
friend>lead light: That's a much shorter message.
lead>friend light: There's a much better rice cooker.
= Fireworks open over the roofs, and {friend} takes {lead}'s hand without looking down.
friend>lead rom: Message received.`,
      },
      {
        place: "the Golden Plum", interior: true, time: "night", mood: "family-warm", who: ["gran", "lead", "friend", "kid"], props: ["bowls of sweet rice balls", "drawing::kid"],
        purpose: "Over bowls of sweet rice balls, Nai Nai looks at {lead} and for once does not say \"Too thin.\"",
        script: `
= Sweet rice balls steam on the round table; the answering machine has its own socket now.
gran>lead warm: Come here. Let me look at you.
lead>gran light: I know. Too thin.
gran>lead warm: No. Just right.
= CU {lead} opens {his} mouth and nothing comes out.
lead>gran sad: I'm not going back, Nai Nai.
gran warm: Good. I only have the one good rice cooker.
kid surp: There's something else in the {token}! It's a drawing. Two people and a tiny one!
friend rom: Who drew that?
gran light: You two can't dig quietly. I added it the same night. No hurry. Next year is fine.`,
      },
    ],
  },
];
