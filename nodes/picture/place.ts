import type { Setting } from "../story/index.ts";
import type { SetPainter } from "./scene.ts";
import { interior, phone } from "./sets/anywhere.ts";
import { bedroom, diningRoom, entrance, kitchen, livingRoom } from "./sets/home.ts";
import { cityNight, exterior, fair } from "./sets/outdoors.ts";
import { airport, car, station } from "./sets/travel.ts";
import { courtyard, lane } from "./sets/village.ts";
import { hospital, office, teahouse } from "./sets/work.ts";

export const sets = {
  kitchen,
  diningRoom,
  livingRoom,
  bedroom,
  entrance,
  courtyard,
  lane,
  cityNight,
  fair,
  station,
  airport,
  office,
  hospital,
  car,
  phone,
  teahouse,
  interior,
  exterior,
} satisfies Record<string, SetPainter>;
export type SetName = keyof typeof sets;

/** Words of a location, most particular first: `奶奶家厨房` is a kitchen, `高铁站月台` a station and not a lane. */
const words: readonly (readonly [RegExp, SetName])[] = [
  [/phone|screen|wechat|chat|video call|手机|微信|屏幕|视频通话/i, "phone"],
  [/\bcar\b|taxi|cab\b|driving|back ?seat|车内|车里|车上|轿车|出租车|汽车|驾驶|后座/i, "car"],
  [/airport|terminal|departure|arrivals|机场|航站楼|候机/i, "airport"],
  [/station|platform|train|railway|metro|subway|高铁|火车|车站|站台|月台|地铁|候车|车厢/i, "station"],
  [/hospital|ward|clinic|医院|病房|诊所|急诊/i, "hospital"],
  [/office|meeting|conference|company|startup|studio|办公|会议|公司|工位|写字楼|工作室/i, "office"],
  [/temple fair|fair\b|market|bazaar|stall|庙会|集市|市场|年货|夜市|灯会|摊/i, "fair"],
  [/kitchen|stove|厨房|灶/i, "kitchen"],
  [/dining|dinner|reunion|table|banquet|餐厅|饭厅|饭桌|餐桌|年夜饭|团圆/i, "diningRoom"],
  [/tea ?house|tea room|caf[eé]|coffee|restaurant|bar\b|bistro|shop|store|茶馆|茶楼|咖啡|饭店|饭馆|酒楼|餐馆|酒吧|面馆|小店|店/i, "teahouse"],
  [/bed ?room|dorm|卧室|房间里|寝室|宿舍|床/i, "bedroom"],
  [/living|lounge|sofa|sitting room|parlou?r|客厅|堂屋|沙发|大厅/i, "livingRoom"],
  [/entrance|hall(way)?|doorway|door\b|corridor|foyer|玄关|门厅|走廊|楼道|过道/i, "entrance"],
  [/courtyard|yard|farmhouse|old house|gate|院子|庭院|四合院|院内|天井|大门口|家门口|门口|老宅|院/i, "courtyard"],
  [/village|lane|alley|hutong|street|road|巷|胡同|村|街|路口|路上|小路|镇/i, "lane"],
  [/skyline|city|bridge|rooftop|downtown|river ?side|skyscraper|城市|天台|江边|外滩|桥|都市|屋顶|夜景/i, "cityNight"],
];

/** The set for a place; where no word is known, a general one that its name varies. */
function setFor({ location, interior: inside }: Pick<Setting, "location" | "interior">): SetName {
  return words.find(([pattern]) => pattern.test(location))?.[1] ?? (inside ? "interior" : "exterior");
}

/** A telephone fills the frame: with people in the shot it is in their hands, in an ordinary room. */
export function setOf(setting: Pick<Setting, "location" | "interior">, people: number): SetName {
  const name = setFor(setting);
  return name === "phone" && people > 0 ? (setting.interior ? "interior" : "lane") : name;
}

const openAir: ReadonlySet<SetName> = new Set<SetName>(["courtyard", "lane", "cityNight", "fair", "exterior", "station"]);
/** Whether the light of the set is that of the open sky. */
export const isOpenAir = (name: SetName): boolean => openAir.has(name);
