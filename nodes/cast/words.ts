/**
 * What the words of a description mean, Chinese and English side by side. Longer words come first in each list: `深蓝` is
 * read before `蓝`, `dark brown` before `brown`. Meanings are English, because prompts are.
 */
export type Meaning = readonly [words: RegExp, meaning: string];

export const colours: readonly Meaning[] = [
  [/深蓝|藏青|藏蓝|navy( blue)?/i, "navy"],
  [/浅蓝|天蓝|light blue|sky blue/i, "light blue"],
  [/酒红|暗红|枣红|burgundy|wine red|maroon/i, "burgundy"],
  [/深灰|charcoal|dark gr[ae]y/i, "charcoal"],
  [/花白|salt.and.pepper/i, "grey"],
  [/深棕|深褐|dark brown/i, "dark brown"],
  [/浅棕|light brown/i, "light brown"],
  [/墨绿|橄榄|军绿|olive/i, "olive"],
  [/驼|camel/i, "camel"],
  [/米白|米|杏|beige|cream|ivory/i, "cream"],
  [/青|teal|turquoise/i, "teal"],
  [/橙|橘|orange/i, "orange"],
  [/银|silver/i, "silver"],
  [/灰|gr[ae]y/i, "grey"],
  [/粉|pink/i, "pink"],
  [/紫|purple|violet/i, "purple"],
  [/棕|褐|brown|chestnut/i, "brown"],
  [/黄|yellow|mustard/i, "yellow"],
  [/金|gold(en)?|blond/i, "golden"],
  [/绿|green/i, "green"],
  [/蓝|blue/i, "blue"],
  [/红|red\b|crimson|scarlet|auburn/i, "red"],
  [/白|white/i, "white"],
  [/黑|乌|black/i, "black"],
];

export const hairStyles: readonly Meaning[] = [
  [/光头|bald|shaven/i, "bald"],
  [/寸头|板寸|平头|buzz|crew cut/i, "buzz cut"],
  [/发髻|盘发|挽着|丸子头|\bbun\b|chignon/i, "low bun"],
  [/马尾|扎着|ponytail/i, "ponytail"],
  [/双马尾|辫|braid|pigtails/i, "braids"],
  [/齐肩|及肩|中长发|bob\b|shoulder.length/i, "shoulder-length bob"],
  [/卷发|烫发|波浪|curly|perm|wavy/i, "curly"],
  [/刘海|bangs|fringe/i, "long with bangs"],
  [/背头|油头|slicked/i, "slicked back"],
  [/分头|偏分|side part/i, "short side part"],
  [/长发|长头发|long\b/i, "long straight"],
  [/短发|短头发|short\b/i, "short"],
];
export const hairNouns =
  /头发|[短长卷白黑银金灰红棕]发(?![卡夹带簪饰箍圈])|中长发|发髻|盘发|马尾|辫子?|刘海|寸头|平头|板寸|背头|分头|光头|丸子头|\bhair(ed)?\b|\bbun\b|ponytail|\bbob\b|braids?|\bbangs\b|buzz cut|\bbald\b/gi;

export const tops: readonly Meaning[] = [
  [/唐装|盘扣|中式上衣|tang (jacket|suit)|mandarin jacket/i, "tang jacket"],
  [/旗袍|qipao|cheongsam/i, "qipao"],
  [/羽绒服|棉袄|棉衣|棉服|puffer|down jacket|padded (coat|jacket)/i, "puffer jacket"],
  [/卫衣|帽衫|hoodie/i, "hoodie"],
  [/开衫|cardigan/i, "cardigan"],
  [/高领毛?衣?|turtleneck|roll.?neck/i, "turtleneck"],
  [/毛衣|针织衫|sweater|jumper|pullover/i, "knitted sweater"],
  [/西装|西服|suit\b|blazer/i, "suit"],
  [/大衣|风衣|coat|trench/i, "coat"],
  [/外套|夹克|jacket/i, "jacket"],
  [/T恤|t-?shirt/i, "t-shirt"],
  [/衬衫|衬衣|shirt|blouse/i, "shirt"],
  [/连衣裙|dress\b/i, "dress"],
];
export const bottoms: readonly Meaning[] = [
  [/牛仔裤|jeans/i, "jeans"],
  [/半身裙|长裙|短裙|(?<!连衣)裙子?|skirt/i, "skirt"],
  [/裤子?|trousers|pants/i, "trousers"],
];

/** Marks by key: the words that say it, and the meaning. */
export const marks: readonly (readonly [key: string, ...Meaning])[] = [
  ["glasses", /墨镜|sunglasses/i, "sunglasses"],
  ["glasses", /金丝眼镜|金属框|(wire|metal|gold).{0,8}glasses/i, "thin round metal glasses"],
  ["glasses", /黑框眼?镜|black.{0,12}glasses|thick.{0,12}glasses/i, "thick black glasses"],
  ["glasses", /方框眼?镜|square.{0,8}glasses/i, "square glasses"],
  ["glasses", /眼镜|glasses|spectacles/i, "round glasses"],
  ["beard", /络腮|full beard/i, "full beard"],
  ["beard", /山羊胡|goatee/i, "goatee"],
  ["beard", /八字胡|小胡子|mous?tache/i, "moustache"],
  ["beard", /胡子|胡茬|beard|stubble/i, "short beard"],
  ["scarf", /围巾|scarf/i, "knitted scarf"],
  ["apron", /围裙|apron/i, "apron"],
  ["mole", /痣|mole\b|beauty spot/i, "small mole beside the mouth"],
  ["freckles", /雀斑|freckles?|freckled/i, "freckles"],
  ["dimples", /酒窝|dimples?/i, "dimples"],
  ["scar", /疤|\bscar\b/i, "small scar on the cheek"],
  ["earrings", /耳环|耳钉|耳坠|earrings?/i, "small gold earrings"],
  ["wrinkles", /皱纹|wrinkle[sd]?/i, "laughter wrinkles"],
];

export const faces: readonly (readonly [key: string, ...Meaning])[] = [
  ["eyes", /大眼睛?|圆眼|big eyes|round eyes|large eyes/i, "large round"],
  ["eyes", /单眼皮|细长的?眼|小眼睛?|narrow eyes|monolid/i, "narrow"],
  ["eyes", /杏眼|丹凤眼|凤眼|almond/i, "almond-shaped"],
  ["shape", /圆脸|round face/i, "round"],
  ["shape", /方脸|国字脸|square (face|jaw)/i, "square"],
  ["shape", /瓜子脸|尖下巴|oval face|heart-shaped/i, "oval"],
  ["shape", /长脸|long face/i, "long"],
  ["brows", /浓眉|粗眉|thick (eye)?brows|bushy/i, "thick"],
  ["brows", /柳叶眉|细眉|thin (eye)?brows/i, "thin arched"],
  ["nose", /高鼻梁|high nose|straight nose/i, "straight"],
  ["nose", /塌鼻|button nose/i, "button"],
  ["skin", /黝黑|古铜|小麦色|tanned|olive skin|bronze/i, "tanned"],
  ["skin", /白皙|皮肤白|fair( skin|.skinned)|pale/i, "fair"],
  ["skin", /dark skin|dark.skinned/i, "dark"],
];

export const builds: readonly Meaning[] = [
  [/瘦|苗条|纤细|slim|slender|thin build|lean|petite/i, "slim"],
  [/胖|壮|魁梧|丰满|微胖|stout|sturdy|stocky|heavy|plump|burly/i, "sturdy"],
];
export const heights: readonly Meaning[] = [
  [/高个|高挑|个子高|\btall\b/i, "tall"],
  [/矮|小个|个子小|short stature|petite/i, "short"],
];
