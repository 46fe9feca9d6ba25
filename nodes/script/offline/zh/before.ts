import type { Chapter } from "../grammar.ts";

/** From the Little New Year (腊月廿三, 2026-02-10) to the day before New Year's Eve. */
export const before: readonly Chapter[] = [
  {
    title: "上车饺子下车面", date: "2026-02-10", lunarDate: "12-23",
    logline: "十年没回家过年的{lead}踏上归途，身后是催命的{deal}，眼前是再也不肯认{he}的{friend}。",
    hook: "高铁上，电话里一句：“除夕零点之前不签字，{stake}归我。”",
    cliffhanger: "{friend}在风雪里回头：“这条街，就快保不住了。”",
    facts: ["{rival}要{lead}在除夕零点前签下{deal}。", "{lead}十年没回槐树街，{friend}在街上守着{shop}。", "奶奶家的八仙桌十年没有晃过。"],
    scenes: [
      {
        place: "高铁车厢", interior: true, time: "day", mood: "dramatic", who: ["lead", "rival"], props: ["旧车票::lead"],
        purpose: "回家的高铁上，{rival}逼{lead}在除夕零点前签下{deal}。",
        script: `
= 高铁窗外雪原飞快后退，手机屏幕上跳出“{rival}”三个字。
rival vo dram: 除夕零点之前不签字，{stake}归我。
lead neut: 周总，我在回家的车上。
rival vo light: 回家？你不是十年没回过家了吗？
lead det: 所以今年要回。
rival vo dram: 记住，零点。过一分钟都不行。
= CU {lead}挂断电话，从口袋里摸出一张发黄的旧车票。
lead os nost: 十年了。{fnick}，你还在不在那条街上？`,
      },
      {
        place: "奶奶家堂屋", interior: true, time: "evening", mood: "family-warm", who: ["gran", "lead", "mom", "dad"], props: ["行李箱::lead", "手擀面:热气腾腾:mom"],
        purpose: "{lead}推开老家的门，奶奶的第一句话是“瘦了”。",
        script: `
= 老木门推开，雪花跟着灯光涌进堂屋，八仙桌的一条腿下垫着一叠纸。
gran>lead warm: 瘦了！
lead>gran light: 奶奶，{上个月视频|上礼拜打电话}，您还说我胖了。
gran>lead light: 那是手机胖，人瘦了。
mom joy: 上车饺子下车面，快坐，面刚出锅。
lead>mom warm: 妈，我爸呢？
= {dad}坐在角落里刨木头，头也没抬。
dad neut: 嗯。
mom>lead light: 听见没？你爸高兴坏了。
gran>lead warm: 踏实趴着吃。这桌子，十年没晃过。`,
      },
      {
        place: "老槐树下", interior: false, time: "night", mood: "dramatic", who: ["lead", "friend"], props: ["{shopThing}::friend"],
        purpose: "{lead}在老槐树下撞见{friend}，{she}一开口就要赶人。",
        script: `
= 街灯昏黄，老槐树上挂着褪色的红布条，{friend}抱着{shopThing}迎面走来。
lead surp: {friend}？
friend neut: 你认错人了。
lead>friend light: 你一说谎就摸耳朵。现在还摸着呢。
friend>lead angry: {lead}，十年不回来，一回来就查户口？
lead>friend nost: 我走之前，给你留过信。
friend>lead sad: 我等了一夜，{连个影子都没等到|只等到一地的雪}。
= {friend}转身走进风雪，又停下脚步。
friend>lead dram: 想看就多看两眼吧。这条街，就快保不住了。`,
      },
    ],
  },
  {
    title: "扫尘", date: "2026-02-11", lunarDate: "12-24",
    logline: "腊月廿四扫房子，{lead}扫出一把旧钥匙，街坊却被刷上了“拆”字。",
    hook: "豆豆把大红袜子倒过来一抖，滚出一把钥匙。",
    cliffhanger: "要拆槐树街的，正是给{lead}打电话的恒远集团。",
    facts: ["{lead}找到了开{token}的旧钥匙。", "恒远集团要在正月初八拆槐树街。", "豆豆今年本命年，从头红到脚。"],
    scenes: [
      {
        place: "奶奶家阁楼", interior: true, time: "morning", mood: "light-hearted", who: ["lead", "kid", "gran"], props: ["系红线的旧钥匙::lead", "大红袜子::kid"],
        purpose: "腊月廿四扫房子，{lead}和豆豆在阁楼翻出一把系红线的旧钥匙。",
        script: `
= 灰尘在光柱里打转，豆豆蹲在箱子上，从头到脚一身红。
kid>lead light: {uncle}，我今年本命年，太奶奶说浑身都得红。
lead>kid light: 作业本也红？
kid>lead anx: 也红。全是叉。
lead joy: 二十四扫房子，把叉也扫出去。
= CU 旧箱子里的一只大红袜子倒过来，滚出一把系红线的旧钥匙。
kid>lead surp: 这是开什么的？
lead nost: 开一个{token}。我跟你{friend}{aunt}，埋在老槐树底下的。
gran light: 楼上的！别光翻老底，把灰给我扫下来！`,
      },
      {
        place: "{shop}", interior: true, time: "day", mood: "light-hearted", who: ["friend", "lead"], props: ["系红线的旧钥匙::lead"],
        purpose: "{lead}拿着钥匙去{shop}找{friend}，被当成顾客按分钟收费。",
        script: `
= {shop}里客人不多，{friend}低着头{shopJob}。
friend neut: 欢迎光临。哦，是你。那不欢迎了。
lead>friend light: 我来消费，也不欢迎？
friend>lead light: 消费欢迎。叙旧另算，一分钟十块。
lead>friend light: 那先来一百块的。
friend>lead light: 涨价了。
lead>friend nost: 这把钥匙，你还认得吗？
= {friend}手里的活停了一下，又接着{shopJob}。
friend sad: 不认得。我早就不等人了。`,
      },
      {
        place: "槐树街", interior: false, time: "dusk", mood: "dramatic", who: ["neighbour", "lead", "friend"], props: ["红漆桶"],
        purpose: "街坊们发现墙上一天之间刷满了“拆”字，买主正是恒远集团。",
        script: `
= 两个工人提着红漆桶走远，灰墙上一个大大的“拆”字还在往下滴。
neighbour angry: 快过年了，谁家福字写成这样！
lead>neighbour anx: 刘婶，这不是福字。
neighbour>lead surp: 哟，{nick}！有对象没？属什么的？
lead>neighbour light: 婶儿，先看墙。
neighbour>lead light: 墙跑不了，对象跑得了。
friend det: 正月初八动工。买主我打听到了，恒远集团。
= CU {lead}的手机亮了，来电显示：“恒远集团 {rival}”。
lead os dram: 原来他要的，不只是{stake}。`,
      },
    ],
  },
  {
    title: "嗯", date: "2026-02-12", lunarDate: "12-25",
    logline: "全街都在找那个偷偷签了字的人，{lead}发现竟是只会说“嗯”的爸爸。",
    hook: "小卖部里，刘婶一拍桌子：“咱们街上，出了个内奸。”",
    cliffhanger: "签名栏里一笔一画，是{dad}的名字。",
    facts: ["整条街只有一户签了搬迁协议，是{dad}。", "{dad}把{lead}的奖状糊了一整面墙。"],
    turningPoint: "{lead}发现，偷偷签下搬迁协议的人是自己的爸爸。",
    scenes: [
      {
        place: "街口小卖部", interior: true, time: "evening", mood: "anxious", who: ["neighbour", "friend", "lead", "dad"], props: ["水壶:冒着热气"],
        purpose: "街坊在小卖部商量保街，{dad}一句话没说就走了。",
        script: `
= 小卖部里挤满街坊，炉子上的水壶咕嘟作响。
neighbour angry: 咱们街上，出了个内奸！
neighbour dram: 我在这条街上说成三十七对。拆了，他们回哪儿吵架去？
friend det: 没签字的站左边。签了的，我也不怪你。
lead>friend anx: 有几户签了？
friend sad: 一户。不知道是谁。
neighbour>dad light: {surname}师傅，您辈分大，您说句话。
dad neut: 嗯。
neighbour>dad anx: “嗯”是保，还是不保？
= {dad}戴上帽子，推门走进雪里。`,
      },
      {
        place: "木工房", interior: true, time: "night", mood: "family-warm", who: ["lead", "dad"], props: ["奖状:发黄"],
        purpose: "{lead}追到木工房，看见满墙自己的奖状，听到的还是一声“嗯”。",
        script: `
= 刨花堆了一地，墙上糊满{lead}从小到大的奖状，还有一张剪下来的报纸采访。
lead>dad surp: 爸，这报纸……您都留着？
dad neut: 墙漏风。
lead>dad light: 漏风，糊了二十八张？
dad light: 嗯。风大。
lead>dad warm: 爸，您就没别的话跟我说？
= {dad}想了很久，把一个烤红薯塞进{lead}手里。
dad warm: 吃了没？
lead>dad light: 吃了三顿了，爸。`,
      },
      {
        place: "木工房", interior: true, time: "night", mood: "dramatic", who: ["lead", "dad"], props: ["搬迁协议:签了字"],
        purpose: "{lead}在工具箱下发现搬迁协议，签字的人正是{dad}。",
        script: `
= {dad}出去添煤，工具箱底下露出一角白纸。
lead dram(念出声): 槐树街八号，搬迁协议……
= CU 签名栏里，一笔一画的三个字：“{dad}”。
lead>dad dram: 爸，那一户，是您？
= {dad}抱着煤站在门口，没有躲。
dad sad: 嗯。
lead>dad angry: 奶奶住了五十年的房子，您就一个“嗯”？
dad sad: 钱，有用。
lead>dad dram: 什么用，能比家还有用？`,
      },
    ],
  },
  {
    title: "两张车票", date: "2026-02-13", lunarDate: "12-26",
    logline: "{lead}被抓来{shop}当帮工，打烊之后，两个人才发现当年谁也没有失约。",
    hook: "{friend}把围裙扔到{lead}头上：“会{shopJob}吗？不会也得会。”",
    cliffhanger: "那天夜里，唯一来过{friend}家门口的人，是奶奶。",
    facts: ["十年前{lead}买了两张车票，把信和票塞进{friend}家门缝。", "{friend}从来没有收到那封信。", "那天夜里奶奶去{friend}家借过醋。"],
    turningPoint: "{lead}和{friend}发现，十年前谁也没有失约，是一封信不见了。",
    scenes: [
      {
        place: "{shop}", interior: true, time: "dusk", mood: "light-hearted", who: ["friend", "lead"],
        purpose: "{shop}年前忙不过来，{lead}被{friend}抓来当帮工。",
        script: `
= 门外排起长队，{friend}把一条围裙扔到{lead}头上。
friend>lead anx: 会{shopJob}吗？不会也得会。
lead>friend light: 不会，但我学东西快。
friend>lead light: 那先学会闭嘴。
lead joy: 好的，老板。
= {lead}手忙脚乱，蹭得一脸花。
friend joy: 你别动，你脸上……算了，挺喜庆。
lead>friend warm: 你笑了。
friend>lead light: 我天天笑。是你没看见。`,
      },
      {
        place: "{shop}", interior: true, time: "night", mood: "nostalgic", who: ["friend", "lead"], props: ["旧车票:发黄:lead"],
        purpose: "打烊后两人对质，才知道当年那封信{friend}从来没有收到。",
        script: `
= 卷帘门拉下一半，灯只留了一盏，{lead}把发黄的车票放在桌上。
friend>lead neut: 这是什么？叙旧要收费的。
lead nost: 十年前，我买了两张票。一张我的，一张你的。
friend>lead dram: 你骗人。我什么都没收到。
lead>friend anx: 信和票，我亲手从你家门缝塞进去的。
friend sad: 我在窗边坐到天亮，以为你连句再见都懒得说。
lead sad: 我在站台等到车门关上，以为你不想走。
= 两个人隔着一张桌子，谁也没再开口。`,
      },
      {
        place: "槐树街", interior: false, time: "night", mood: "anxious", who: ["friend", "lead"], props: ["外套::lead"],
        purpose: "{friend}追到街上，想起那天夜里只有一个人来过自家门口。",
        script: `
= 雪地上两行脚印，{friend}追出来，外套都没顾上穿。
friend>lead anx: {lead}，你等等！
lead>friend warm: 穿上再说。冷。
friend>lead anx: 那天夜里下大雪，街上一个人也没有。
lead>friend anx: 一个人都没有？
friend surp: 有一个。她来我家借过一碗醋。
lead>friend dram: 谁？
= {friend}抬起头，望向亮着灯的老屋。
friend dram: 你奶奶。`,
      },
    ],
  },
  {
    title: "赶大集", date: "2026-02-14", lunarDate: "12-27",
    logline: "腊月廿七赶大集偏偏撞上情人节，糖葫芦刚甜到心里，{rival}就到了。",
    hook: "豆豆举着喇叭喊：“老板，情侣买糖葫芦打折吗？”",
    cliffhanger: "{rival}当着{friend}的面说：“{lead}没告诉你？我们是一家人。”",
    facts: ["豆豆认定{lead}和{friend}是一对。", "{friend}知道{lead}认识要拆街的{rival}。"],
    scenes: [
      {
        place: "年货大集", interior: false, time: "morning", mood: "joyful", who: ["kid", "lead", "friend"], props: ["糖葫芦::kid", "红灯笼"],
        purpose: "赶大集正好是情人节，豆豆硬把{lead}和{friend}凑成一对。",
        script: `
= 大集人声鼎沸，红灯笼和糖葫芦挤满了半条街。
kid joy: 老板，情侣买糖葫芦打折吗？
lead>kid anx: 豆豆，别乱说。
friend light: 打几折？
kid light: 第二根半价！{uncle}，快牵手，能省五块呢。
lead>friend light: 为了五块钱，委屈你了。
friend>lead light: 不委屈。反正你付钱。
= 三个人举着糖葫芦往前走，豆豆走在中间，笑得最甜。
kid os light: 本命年嘛，我就是他们俩的红袜子。`,
      },
      {
        place: "年货大集", interior: false, time: "day", mood: "light-hearted", who: ["neighbour", "friend", "lead"], props: ["照片::neighbour"],
        purpose: "刘婶当街给{friend}介绍对象，{lead}的糖葫芦越吃越酸。",
        script: `
= 刘婶拨开人群，手里高高举着一张照片。
neighbour>friend joy: {fnick}！这{suitor}，属龙，两套房！
friend>neighbour light: 婶儿，我属兔。
neighbour>friend anx: 龙兔……那什么，能商量！
lead>neighbour light: 婶儿，照片拿反了。
neighbour>lead surp: 没反啊？
lead light: 反了。正面朝天，比较合适。
friend>lead light: {lead}，你那串糖葫芦，是醋泡的吧？
= {lead}低头猛咬一口，酸得直眯眼。`,
      },
      {
        place: "年货大集", interior: false, time: "day", mood: "dramatic", who: ["rival", "lead", "friend"], props: ["糖葫芦:掉在雪里"],
        purpose: "{rival}出现在大集上，当着{friend}的面认了{lead}这个“一家人”。",
        script: `
= 一辆黑色轿车停在春联摊前，{rival}推门下车。
rival>lead light: {surname}{title}，买年货呢？
lead>rival surp: 周总？你怎么找到这儿来了？
rival light: 来看看我要买的街。
friend>rival anx: 什么叫，你要买的街？
rival>friend dram: 恒远集团，{rival}。{lead}没告诉你？我们是一家人。
friend>lead dram: {lead}。他说的“一家人”，是什么意思？
= CU 半串糖葫芦掉在雪地里，红得刺眼。`,
      },
    ],
  },
  {
    title: "附件三", date: "2026-02-15", lunarDate: "12-28", tight: true,
    logline: "一份{deal}的附件三，让{friend}认定{lead}回来是为了卖掉这条街。",
    hook: "{rival}拎着公文包敲门，奶奶一把把他拽进了屋。",
    cliffhanger: "{friend}发来一条消息：“年夜饭，别给我留座。”",
    facts: ["{deal}的附件三写着槐树街整体搬迁，经办人是{lead}。", "{dad}签字是想拿钱帮{lead}渡过难关。", "{friend}不肯来吃年夜饭。", "{rival}在奶奶家吃了三碗饺子。"],
    turningPoint: "{friend}在附件三上看到{lead}的名字，以为{he}回来是为了卖掉这条街。",
    scenes: [
      {
        place: "奶奶家堂屋", interior: true, time: "evening", mood: "light-hearted", who: ["gran", "rival", "lead"], props: ["公文包::rival", "饺子"], motifs: ["dumplings"],
        purpose: "{rival}上门催签字，被奶奶按在桌边吃了三碗饺子。",
        script: `
= {rival}拎着公文包站在门口，奶奶一把把他拽了进来。
gran>rival warm: 瘦了！快坐。
rival>gran surp: 老人家，我是来谈合同的。
gran>rival light: 合同又不会坨，饺子会。
rival>gran anx: 我不饿……
gran>rival warm: 谁家的孩子，大过年一个人在外头跑？
= CU {rival}低头咬了一口饺子，半天没有说话。
rival nost: 我妈……也放这么多姜。
gran>rival light: 那再来一碗。想够了再谈。`,
      },
      {
        place: "奶奶家堂屋", interior: true, time: "night", mood: "dramatic", who: ["friend", "lead"], props: ["{deal}::friend", "系红线的旧钥匙"],
        purpose: "{friend}翻到{deal}的附件三，看见整条槐树街和{lead}的名字。",
        script: `
= 公文包没合严，一份文件滑到{friend}脚边。
friend neut: {deal}，附件三……
friend dram(念出声): 槐树街整体搬迁。经办人，{lead}。
lead>friend anx: 附件三我没看过！
friend>lead angry: 你签合同，连附件都不看？
lead>friend anx: 我还没签。
friend>lead sad: 还没签。所以你回来，是来看看舍不舍得？
= {friend}把系红线的钥匙放在桌上，转身走了。`,
      },
      {
        place: "奶奶家院子", interior: false, time: "night", mood: "sad", who: ["dad", "lead", "friend"], props: ["存折::dad"],
        purpose: "{lead}终于知道{dad}卖房子是为了自己，而{friend}不来吃年夜饭了。",
        script: `
= 院子里积着雪，{dad}蹲在台阶上，手里攥着一本存折。
lead>dad sad: 爸，签字那天，您就知道是恒远？
dad neut: 嗯。新闻上说，你那边难。
lead>dad surp: 所以您卖房子，是为了我？
dad>lead warm: 房子是木头的。你是肉的。
lead sad: 爸……
= CU 手机震了一下，屏幕上是一条来自“{friend}”的语音。
friend vo sad: 年夜饭，别给我留座。`,
      },
    ],
  },
];
