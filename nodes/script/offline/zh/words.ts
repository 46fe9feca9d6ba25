import type { Pair, Person, Role, Slots, Trade } from "../grammar.ts";

const he = (gender: string) => (gender === "female" ? "她" : "他");

function pair(lead: string, leadGender: "male" | "female", friend: string): Pair {
  const friendGender = leadGender === "male" ? "female" : "male";
  return {
    lead: { name: lead, gender: leadGender },
    friend: { name: friend, gender: friendGender },
    slots: {
      surname: lead.slice(0, 1), nick: `小${lead.slice(-1)}`, fnick: `小${friend.slice(-1)}`, he: he(leadGender), she: he(friendGender),
      child: leadGender === "male" ? "儿子" : "闺女", uncle: leadGender === "male" ? "叔" : "姑", aunt: friendGender === "female" ? "阿姨" : "叔叔",
      suitor: friendGender === "female" ? "小伙子" : "姑娘",
    },
  };
}

export const pairs: readonly Pair[] = [
  pair("李伟", "male", "张梅"), pair("陈默", "male", "林小满"), pair("苏晴", "female", "周远"), pair("何川", "male", "沈棠"),
  pair("许念", "female", "江河"), pair("赵一鸣", "male", "顾小雨"), pair("方宁", "female", "陆阳"),
];

export const trades: readonly Trade[] = [
  { match: /科技|创业|互联网|程序|总裁|AI|tech|startup|founder|entrepreneur|engineer|CEO/i, slots: { who: "科技公司创始人", firm: "星桥科技", made: "陪老人聊天的智能音箱", deal: "收购协议", stake: "公司", title: "总" } },
  { match: /医生|外科|医院|doctor|surgeon|nurse/i, slots: { who: "外科医生", firm: "仁和医院", made: "一台上了新闻的手术", deal: "新院区合作协议", stake: "科主任的位子", title: "主任" } },
  { match: /歌手|音乐|明星|singer|musician|idol|star/i, slots: { who: "唱作歌手", firm: "回声唱片", made: "一首人人会哼的歌", deal: "独家唱片约", stake: "下一张专辑", title: "老师" } },
  { match: /厨|餐饮|chef|cook|restaurant/i, slots: { who: "餐饮品牌主理人", firm: "一口乡", made: "八十家连锁店", deal: "全国加盟协议", stake: "招牌", title: "总" } },
  { match: /律师|法务|lawyer|attorney/i, slots: { who: "律师", firm: "正衡律所", made: "一桩上了热搜的案子", deal: "合伙人协议", stake: "合伙人的位子", title: "律师" } },
  { match: /./, slots: { who: "互联网公司经理", firm: "远山公司", made: "一年三百天的加班", deal: "外派合同", stake: "那个位子", title: "经理" } },
];

export const shops: readonly Slots[] = [
  { shop: "老槐饺子馆", shopThing: "一袋面粉", shopJob: "擀皮", shopGift: "一盘刚出锅的饺子" },
  { shop: "槐下书屋", shopThing: "一摞旧书", shopJob: "包书皮", shopGift: "一碗八宝饭和一副手写春联" },
  { shop: "一寸照相馆", shopThing: "一台老相机", shopJob: "裁照片", shopGift: "一盘年糕和一张老合影" },
  { shop: "红线裁缝铺", shopThing: "一匹红绸", shopJob: "锁扣眼", shopGift: "一盘炸丸子和一条红围巾" },
];

export const tokens: readonly Slots[] = [{ token: "铁皮饼干盒" }, { token: "玻璃糖罐" }, { token: "军绿色饭盒" }];

export const bonds = [
  { match: /初恋|first love|old flame|ex-?(girl|boy)friend|前任/i, bond: "初恋" },
  { match: /同学|classmate|school/i, bond: "老同学" },
  { match: /./, bond: "青梅竹马" },
];

export const people: Readonly<Record<Role, Person>> = {
  lead: {
    name: "{lead}", age: 28, role: "{who}，十年没回家过年的游子", personality: "嘴硬心软，习惯用玩笑挡住愧疚", speakingStyle: "短句，爱抬杠，认真的时候反而话少",
    appearance: { male: "清瘦，短发，黑框眼镜，左手腕系一根旧红绳", female: "清秀，齐肩短发，眼神利落，左手腕系一根旧红绳", unspecified: "清瘦，短发，左手腕系一根旧红绳" },
    outfit: "深灰大衣配红围巾", newOutfit: "红色高领毛衣",
  },
  friend: {
    name: "{friend}", age: 27, role: "{shop}的老板，{lead}的{bond}", personality: "泼辣爽利，记仇也记情，最怕再等一次", speakingStyle: "开口先损人，软话只说半句",
    appearance: { male: "高个子，浓眉，笑起来有酒窝，右眉尾一颗痣", female: "长发扎成低马尾，圆脸，笑起来有酒窝，右眉尾一颗痣", unspecified: "圆脸，有酒窝，右眉尾一颗痣" },
    outfit: "米白羽绒服配格子围裙", newOutfit: "酒红色呢子外套",
  },
  gran: {
    name: "奶奶", age: 76, gender: "female", role: "{lead}的奶奶，一家之主", personality: "慈祥又霸道，不认字，什么都看得明白", speakingStyle: "见谁都说“瘦了”，道理都在吃食里",
    appearance: "银白短发别着黑发卡，圆脸，笑纹很深", outfit: "藏青棉袄", newOutfit: "枣红绣花棉袄",
  },
  dad: {
    name: "{surname}建国", age: 56, gender: "male", role: "{lead}的爸爸，老木匠", personality: "沉默，要强，把心疼都藏在手上的活里", speakingStyle: "什么都只回一个“嗯”",
    appearance: "方脸，花白平头，手掌粗糙，耳后夹一支铅笔", outfit: "旧军绿棉工装", newOutfit: "深蓝中山装",
  },
  mom: {
    name: "王秀兰", age: 53, gender: "female", role: "{lead}的妈妈", personality: "热闹，操心，全家人的翻译", speakingStyle: "语速快，爱替别人把话说出来",
    appearance: "烫着小卷发，戴一副老花镜，围着花围裙", outfit: "墨绿毛衣配花围裙", newOutfit: "玫红羊毛衫",
  },
  kid: {
    name: "豆豆", age: 11, gender: "male", role: "{lead}的侄子，属马，本命年", personality: "人小鬼大，全街消息最灵通", speakingStyle: "学大人说话，句句抖机灵",
    appearance: "虎头虎脑，门牙缺一颗，圆眼睛", outfit: "大红卫衣和大红袜子", newOutfit: "大红唐装和大红袜子",
  },
  neighbour: {
    name: "刘婶", age: 58, gender: "female", role: "街坊，业余媒人", personality: "嘴快心热，说成过三十七对", speakingStyle: "见人先问“属什么的”",
    appearance: "烫发，红脸膛，嗓门大", outfit: "紫红棉服", newOutfit: "大红貂领棉服",
  },
  rival: {
    name: "周明远", age: 36, gender: "male", role: "恒远集团负责人，要买下整条槐树街", personality: "精明冷硬，三年没回过家", speakingStyle: "慢条斯理，句句留后手",
    appearance: "背头，金丝眼镜，瘦削", outfit: "黑色长大衣", newOutfit: "炭灰羊绒大衣",
  },
};

export const relations: readonly { from: Role; to: Role; kind: string; address: string }[] = [
  { from: "lead", to: "gran", kind: "paternal-grandmother", address: "奶奶" },
  { from: "lead", to: "dad", kind: "father", address: "爸" },
  { from: "lead", to: "mom", kind: "mother", address: "妈" },
  { from: "lead", to: "kid", kind: "nephew", address: "豆豆" },
  { from: "lead", to: "friend", kind: "childhood-friend", address: "{fnick}" },
  { from: "lead", to: "neighbour", kind: "neighbour", address: "刘婶" },
  { from: "friend", to: "lead", kind: "childhood-friend", address: "{lead}" },
  { from: "friend", to: "gran", kind: "neighbour", address: "奶奶" },
  { from: "friend", to: "neighbour", kind: "neighbour", address: "婶儿" },
  { from: "gran", to: "lead", kind: "grandchild", address: "{nick}" },
  { from: "dad", to: "gran", kind: "mother", address: "妈" },
  { from: "mom", to: "lead", kind: "child", address: "{child}" },
  { from: "kid", to: "gran", kind: "paternal-great-grandmother", address: "太奶奶" },
  { from: "kid", to: "lead", kind: "relative", address: "{uncle}" },
  { from: "rival", to: "lead", kind: "business-partner", address: "{surname}{title}" },
];
