import type { Pair, Person, Role, Slots, Trade } from "../grammar.ts";

function pair(lead: string, leadGender: "male" | "female", friend: string): Pair {
  const friendGender = leadGender === "male" ? "female" : "male";
  const [leadFirst = lead, surname = ""] = lead.split(" ");
  const [friendFirst = friend] = friend.split(" ");
  const of = (gender: string) => (gender === "female" ? ["she", "her", "her"] : ["he", "him", "his"]);
  const [he = "", him = "", his = ""] = of(leadGender);
  const [she = "", her = "", hers = ""] = of(friendGender);
  return {
    lead: { name: leadFirst, gender: leadGender }, friend: { name: friendFirst, gender: friendGender },
    slots: {
      surname, he, him, his, she, her, hers,
      child: leadGender === "male" ? "son" : "daughter", kin: leadGender === "male" ? "Uncle" : "Auntie", match: friendGender === "female" ? "boy" : "girl",
    },
  };
}

export const pairs: readonly Pair[] = [
  pair("Leo Lin", "male", "Maya Chen"), pair("Daniel Kwan", "male", "Iris Tam"), pair("Claire Wu", "female", "Ben Chow"), pair("Marcus Liu", "male", "Jade Wong"),
  pair("Nina Zhao", "female", "Sam Ho"), pair("Owen Fong", "male", "Tess Yu"), pair("Vivian Deng", "female", "Adam Mak"),
];

export const trades: readonly Trade[] = [
  { match: /tech|start-?up|founder|entrepreneur|engineer|coder|programmer|CEO|AI\b|科技|创业/i, slots: { who: "tech founder", made: "a speaker that keeps lonely old people company", deal: "acquisition papers", stake: "the company" } },
  { match: /doctor|surgeon|nurse|hospital|医生/i, slots: { who: "heart surgeon", made: "an operation that made the evening news", deal: "merger papers", stake: "the department" } },
  { match: /singer|musician|idol|pop ?star|rock|band|歌手/i, slots: { who: "singer", made: "a song the whole country hums", deal: "contract papers", stake: "the next album" } },
  { match: /chef|cook|restaurateur|厨/i, slots: { who: "celebrity chef", made: "eighty restaurants and a cookbook", deal: "franchise papers", stake: "the name" } },
  { match: /lawyer|attorney|律师/i, slots: { who: "lawyer", made: "a case they still quote", deal: "partnership papers", stake: "the partnership" } },
  { match: /./, slots: { who: "consultant", made: "a career in airport lounges", deal: "transfer papers", stake: "the job" } },
];

export const shops: readonly Slots[] = [
  { shop: "Moonrise Bakery", owner: "baker", shopThing: "a tray of buns", shopJob: "folding dough", shopGift: "a tray of hot custard buns" },
  { shop: "Second Page Books", owner: "bookseller", shopThing: "a box of paperbacks", shopJob: "covering books", shopGift: "a pot of soup in a bag from the bookshop" },
  { shop: "Red Thread Tailors", owner: "tailor", shopThing: "a bolt of red silk", shopJob: "sewing buttons", shopGift: "a plate of sesame balls and a red scarf" },
  { shop: "One More Print", owner: "printer", shopThing: "a bundle of posters", shopJob: "setting type", shopGift: "a whole steamed chicken and a poster" },
];

export const tokens: readonly Slots[] = [{ token: "biscuit tin" }, { token: "lunch box" }, { token: "candy jar" }];

export const bonds = [
  { match: /first love|old flame|ex\b|ex-|初恋/i, bond: "first love" },
  { match: /classmate|school ?friend|同学/i, bond: "old classmate" },
  { match: /./, bond: "childhood friend" },
];

export const people: Readonly<Record<Role, Person>> = {
  lead: {
    name: "{lead}", age: 28, role: "{who}, ten years away from Lantern Street", personality: "Quick with a joke, slow with the truth", speakingStyle: "Short and dry; goes quiet when it matters",
    appearance: {
      male: "lean, short black hair, square glasses, a faded red cord on the left wrist", female: "slim, black bob, clear sharp eyes, a faded red cord on the left wrist",
      unspecified: "slim, short black hair, a faded red cord on the left wrist",
    },
    outfit: "charcoal coat and red scarf", newOutfit: "red turtleneck sweater",
  },
  friend: {
    name: "{friend}", age: 27, role: "the {owner} of {shop}, {lead}'s {bond}", personality: "Funny, proud, done with waiting, still waiting", speakingStyle: "Insults first; leaves the kind half of the sentence unsaid",
    appearance: {
      male: "tall, thick brows, dimples, a small mole by the right eyebrow", female: "long black hair in a low ponytail, round face, dimples, a small mole by the right eyebrow",
      unspecified: "round face, dimples, a small mole by the right eyebrow",
    },
    outfit: "cream padded jacket over a checked apron", newOutfit: "burgundy wool coat",
  },
  gran: {
    name: "Nai Nai", age: 78, gender: "female", role: "{lead}'s grandmother, who runs the Golden Plum and everyone in it", personality: "Tender and bossy; misses nothing", speakingStyle: "Tells everyone they are too thin; argues in food",
    appearance: "white hair pinned back, round face, deep laugh lines", outfit: "navy quilted jacket", newOutfit: "plum silk jacket with embroidery",
  },
  dad: {
    name: "Frank", age: 56, gender: "male", role: "{lead}'s father, cook, once the street's lion-dance drummer", personality: "Proud and silent; loves with his hands", speakingStyle: "Answers everything with \"Mm\"",
    appearance: "square face, grey crew cut, scarred knuckles", outfit: "white cook's jacket", newOutfit: "dark blue mandarin jacket",
  },
  mom: {
    name: "Grace", age: 53, gender: "female", role: "{lead}'s mother, the family's interpreter", personality: "Sociable, worried, always translating her husband", speakingStyle: "Fast; finishes other people's sentences",
    appearance: "permed short hair, reading glasses on a chain", outfit: "green cardigan and flowered apron", newOutfit: "rose wool cardigan",
  },
  kid: {
    name: "Toby", age: 11, gender: "male", role: "{lead}'s nephew, born in a Year of the Horse", personality: "Eleven going on fifty; knows everything first", speakingStyle: "Talks like a small lawyer",
    appearance: "round eyes, gap in the front teeth", outfit: "red hoodie and red socks", newOutfit: "red silk jacket and red socks",
  },
  neighbour: {
    name: "Auntie Lau", age: 60, gender: "female", role: "tea seller and unlicensed matchmaker", personality: "All heart, all mouth", speakingStyle: "Asks your zodiac sign before your name",
    appearance: "big permed hair, red cheeks, jade bangle", outfit: "purple padded coat", newOutfit: "scarlet padded coat with fur collar",
  },
  rival: {
    name: "Victor Shaw", age: 38, gender: "male", role: "head of Evergrand Holdings, buying all of Lantern Street", personality: "Polished, cold, has eaten alone for years", speakingStyle: "Never raises his voice; every sentence has a clause in it",
    appearance: "slicked-back hair, gold-rimmed glasses, gaunt", outfit: "long black coat", newOutfit: "grey cashmere coat",
  },
};

export const relations: readonly { from: Role; to: Role; kind: string; address: string }[] = [
  { from: "lead", to: "gran", kind: "paternal-grandmother", address: "Nai Nai" },
  { from: "lead", to: "dad", kind: "father", address: "Dad" },
  { from: "lead", to: "mom", kind: "mother", address: "Mom" },
  { from: "lead", to: "kid", kind: "nephew", address: "Toby" },
  { from: "lead", to: "friend", kind: "childhood-friend", address: "{friend}" },
  { from: "friend", to: "lead", kind: "childhood-friend", address: "{lead}" },
  { from: "friend", to: "gran", kind: "neighbour", address: "Nai Nai" },
  { from: "gran", to: "lead", kind: "grandchild", address: "{lead}" },
  { from: "mom", to: "lead", kind: "child", address: "{lead}" },
  { from: "kid", to: "gran", kind: "great-grandmother", address: "Nai Nai" },
  { from: "kid", to: "lead", kind: "relative", address: "{kin} {lead}" },
  { from: "rival", to: "lead", kind: "business-partner", address: "{lead}" },
];
