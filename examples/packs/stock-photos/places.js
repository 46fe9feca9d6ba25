/**
 * Places of drama in the words photographers use. Longer words stand first where one is part of another.
 * @type {readonly (readonly [RegExp, string])[]}
 */
export const places = [
  [/高铁站|火车站|动车站|station hall|rail(way)? station|train station/i, "train station"], [/地铁|subway|metro/i, "subway station"], [/机场|airport/i, "airport terminal"], [/公交|巴士|bus stop/i, "bus stop"],
  [/厨房|kitchen/i, "kitchen"], [/客厅|living room/i, "living room"], [/卧室|房间|bedroom/i, "bedroom"], [/餐厅|饭馆|饭店|酒楼|restaurant|dining/i, "restaurant"], [/书房|\bstudy\b/i, "study room"], [/阳台|balcony/i, "balcony"],
  [/老宅|老屋|祖宅|四合院|courtyard/i, "old chinese courtyard house"], [/村口|村庄|乡村|农村|老家|village/i, "village"], [/胡同|弄堂|小巷|巷子|alley/i, "old alley"], [/夜市|night market/i, "night market"], [/集市|菜市场|庙会|market/i, "street market"],
  [/会议室|meeting room|boardroom/i, "meeting room"], [/办公室|公司|office/i, "office"], [/医院|病房|hospital|\bward\b/i, "hospital corridor"], [/学校|教室|classroom|school/i, "classroom"], [/咖啡|cafe|café|coffee/i, "coffee shop"], [/酒吧|\bbar\b/i, "bar interior"],
  [/酒店|宾馆|hotel/i, "hotel lobby"], [/寺庙|寺|庙|temple/i, "temple"], [/天台|屋顶|roof/i, "rooftop city"], [/桥|\bbridge\b/i, "bridge"], [/河|江边|river/i, "river"], [/海边|海滩|沙滩|beach/i, "beach"], [/湖|\blake\b/i, "lake"],
  [/公园|\bpark\b/i, "park"], [/山|mountain/i, "mountains"], [/雪|\bsnow/i, "snow"], [/大街|街|马路|street|road/i, "street"], [/门口|doorway|front door/i, "front door"], [/车内|车里|inside (a|the) car/i, "car interior"], [/家$|家里|家中|\bhouse\b|\bhome\b/i, "home interior"],
];

/** What tells a photographer's morning from an evening. */
export const times = { dawn: "sunrise", morning: "morning light", day: "", dusk: "sunset", evening: "evening", night: "night" };

/** Feasts by day of the Chinese calendar. @type {readonly (readonly [RegExp, string])[]} */
export const feasts = [
  [/^(12-29|12-30|01-0[1-9])$/, "chinese new year"], [/^01-1[3-5]$/, "lantern festival"], [/^05-05$/, "dragon boat festival"], [/^08-1[4-6]$/, "mid autumn festival"],
];
