import type { Custom } from "../grammar.ts";

type Row = readonly [act: string, doing: string, thing: string, prop: string, step: string, slip: string, memory: string, saying: string, motif?: string];

/**
 * Things a family does before and after New Year's Day. `act` is a bare verb phrase, `slip` one in the past tense, `thing`
 * a noun with its article, `memory` an occasion, and `saying` a sentence an old woman may end an argument with.
 */
const rows: Record<Custom["phase"], readonly Row[]> = {
  before: [
    ["write couplets", "writing couplets", "the couplets", "red paper and ink", "Cut the paper straight first", "got ink up both sleeves", "the time we painted moustaches on each other", "Crooked letters are fine. Crooked people aren't.", "couplets"],
    ["cut paper flowers", "cutting paper flowers", "the paper flowers", "scissors and red paper", "Fold it twice before you cut", "turned a carp into a potato", "the time we pasted paper flowers on the principal's car", "Fold first, regret later."],
    ["fry sesame balls", "frying sesame balls", "the sesame balls", "a bowl of dough and sesame", "Wait until the oil whispers", "made eleven small cannonballs", "the time we ate the first batch under the table", "Hot oil teaches manners."],
    ["steam the New Year cake", "steaming the New Year cake", "the New Year cake", "a bamboo steamer", "Line it with leaves, then pour", "forgot the water and steamed the steamer", "the time the cake stuck our teeth together", "Higher every year, if you don't peek."],
    ["roast chestnuts", "roasting chestnuts", "the chestnuts", "a wok full of hot sand", "Cut a cross in every one", "got a chestnut down the collar", "the time we played chess with the shells", "Keep stirring. That goes for life too."],
    ["make lanterns", "making lanterns", "the lanterns", "bamboo strips and red silk", "Bend the ring before you glue", "glued a sleeve into a lantern", "the time we walked the whole street by lantern", "A round lantern, a full house.", "lanterns"],
    ["grind the soy milk", "grinding soy milk", "the soy milk", "a little stone mill", "One spoon of beans, one spoon of water", "walked in circles until the room did", "the time we fell asleep turning the mill", "The mill only goes around. You go forward."],
    ["fold gold paper", "folding gold paper", "the paper ingots", "a stack of gold paper", "Corners to the middle, then blow", "folded eight of them inside out", "the time we paid for sweets with paper gold", "Rich is a full table."],
    ["cure the sausages", "curing sausages", "the sausages", "a funnel and a long string", "Fill a hand's length, then tie", "inflated one like a balloon", "the time we used a sausage as a microphone", "One link holds the next."],
    ["hang the lucky character", "hanging the lucky character", "the lucky character", "red paper and a pot of paste", "Hold it up before you paste", "pasted it on the wrong person's back", "the time I stood on your shoulders to hang it", "Paste it well. Luck slips."],
    ["pull malt candy", "pulling malt candy", "the malt candy", "a pan of warm malt", "Pull while it's warm, until it's white", "got candy in places candy never goes", "the time the candy took out a tooth", "Sweet mouths tell kinder stories."],
    ["wash the curtains", "washing curtains", "the curtains", "a tub of soapy water", "Shake the dust out first", "stepped into the tub with both shoes on", "the time we were kings in those curtains", "Clean windows, big room."],
    ["brew rice wine", "brewing rice wine", "the rice wine", "an old clay jar", "Sprinkle the yeast, leave a well in the middle", "went red from the smell alone", "the time we tasted it and slept through supper", "Good wine waits. So do good people."],
    ["polish the brass", "polishing brass", "the brass", "a lemon and a rag", "Small circles, no spit", "polished the one thing that was meant to be dark", "the time we saw our faces in the old pot", "Rub anything long enough and it smiles."],
    ["fold dumplings", "folding dumplings", "the dumplings", "a bowl of filling and a hundred skins", "Filling in the middle, pinch to the end", "invented the dumpling with no inside", "the time we hid a candy in one", "Pinch it shut, or it tells everyone everything.", "dumplings"],
  ],
  after: [
    ["build a rabbit lantern", "building a rabbit lantern", "the rabbit lantern", "wire, paper and a candle", "Frame first, ears last", "built a pig with very long ears", "the time the wind took our lantern", "A small light makes a long road shorter.", "lanterns"],
    ["roll sweet rice balls", "rolling sweet rice balls", "the rice balls", "a tray of rice flour", "Wet hands, dry table", "rolled one under the refrigerator", "the time we made a wish on every single one", "The more it rolls, the rounder it gets."],
    ["practise the lion dance", "practising the lion dance", "the lion dance", "a lion's head with one eye", "Head up, tail follows", "got stuck inside the head", "the time we fought over who'd be the tail", "One head, one tail, one heart.", "lion"],
    ["learn the drum", "learning the drum", "the drumming", "two sticks and a red drum", "Loose wrists, listen to the lion", "drummed a stick out of the window", "the time we drummed until the neighbours called", "Anybody can be loud. Be together."],
    ["guess lantern riddles", "guessing lantern riddles", "the riddles", "a string of riddle slips", "Read it twice, think once", "solved the price tag", "the time we made up riddles nobody could answer", "The answer's usually under your nose."],
    ["walk on stilts", "walking on stilts", "the stilts", "a pair of wooden stilts", "Tie them tight, look ahead", "hugged a lamp post for ten minutes", "the time we looked over every wall on the street", "The higher you are, the smaller your steps."],
    ["visit the temple fair", "visiting the temple fair", "the temple fair", "a pinwheel and a bag of peanuts", "First the opera, then the food", "followed the wrong family for an hour", "the time we won a goose at the fair", "Go for the noise, stay for the people.", "fair"],
    ["mend the old radio", "mending the old radio", "the old radio", "an old radio and a screwdriver", "Back off first, then find the loose wire", "turned one radio into three piles", "the time we listened to ghost stories under the table", "Old things don't mind being old. They mind being off."],
    ["take the family picture", "taking the family picture", "the family picture", "a camera on three legs", "Tall ones at the back", "pressed the button and forgot to run", "the time every single one of us blinked", "If everyone's in it, it's a good picture."],
    ["blow sugar animals", "blowing sugar animals", "the sugar animals", "a lump of hot sugar", "Pinch a tail and breathe slowly", "blew a dragon onto both eyebrows", "the time we shared the ears of a sugar rabbit", "Too much breath and there's nothing left but air."],
    ["play the shadow puppets", "playing shadow puppets", "the shadow play", "a white sheet and a lamp", "Keep your hands low", "fought both sides of the war and lost", "the time we whispered all the parts behind the sheet", "Behind every good shadow there's somebody with tired arms."],
    ["pound rice cake", "pounding rice cake", "the rice cake", "a mallet and a stone bowl", "You hit, I turn", "missed the bowl and hit the moon in the puddle", "the time our mouths were stuck for an hour", "Steady makes sticky."],
    ["kick the shuttlecock", "kicking the shuttlecock", "the shuttlecock", "a shuttlecock of rooster feathers", "Eyes up, foot flat", "kicked it onto the roof", "the time we kicked until it was dark", "It only goes on if you send it back."],
    ["freeze ice lamps", "freezing ice lamps", "the ice lamps", "a bucket and a stub of candle", "Three fingers thick, then pour the middle out", "froze a glove into one", "the time we wouldn't come in from the snow", "Even ice can carry a fire."],
    ["pickle garlic", "pickling garlic", "the garlic", "a big glass jar", "One layer garlic, one layer sugar", "wept over the garlic like a widow in an opera", "the time we dared each other to eat it whole", "Give it time. Everything sharp turns sweet."],
  ],
};

export const customs: readonly Custom[] = Object.entries(rows).flatMap(([phase, list]) =>
  list.map(([act, doing, thing, prop, step, slip, memory, saying, motif]): Custom => ({
    phase: phase as Custom["phase"], slots: { do: act, doing, thing, prop, step, slip, memory, saying }, ...(motif && { motif }),
  })));
