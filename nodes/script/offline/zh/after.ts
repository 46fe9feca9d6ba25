import type { Chapter } from "../grammar.ts";

/** From New Year's Eve (除夕, 腊月廿九, 2026-02-16) to the Lantern Festival. */
export const after: readonly Chapter[] = [
  {
    title: "年夜饭", date: "2026-02-16", lunarDate: "12-29", tight: true,
    logline: "除夕的八仙桌边空着一把椅子，{lead}要在零点之前，在{stake}和家之间选一个。",
    hook: "满桌年夜饭没人动筷，奶奶说：“人还没齐。”",
    cliffhanger: "豆豆从桌腿底下抽出一个发黄的信封，上面写着“{friend}收”。",
    facts: ["除夕零点，{lead}没有在{deal}上签字。", "奶奶给每个人都发了压岁红包。", "垫桌腿的是一封写给{friend}的信。"],
    turningPoint: "零点之前，{lead}拒绝签字，选了家。",
    scenes: [
      {
        place: "奶奶家堂屋", interior: true, time: "evening", mood: "family-warm", who: ["gran", "lead", "mom", "dad", "kid", "friend"],
        props: ["年夜饭:满桌", "整条鱼", "空椅子"], motifs: ["dinner", "dumplings"],
        purpose: "除夕团圆年夜饭，奶奶执意留着一把空椅子，{friend}端着{shopGift}来了。",
        script: `
= 满桌年夜饭冒着热气，整条鱼摆在正中，八仙桌边空着一把椅子。
# 除夕 · 腊月廿九
mom joy: 年夜饭上齐了！怎么都不动筷？
gran warm: 人还没齐。
kid joy: 太奶奶，鱼能先吃吗？我给它留条尾巴，年年有余！
lead>gran nost: 奶奶，这把椅子，给谁留的？
gran>lead warm: 给还在门外头的人。
= 门帘一掀，{friend}端着{shopGift}站在灯光里。
friend warm: 奶奶打了八个电话。我怕她打第九个。
gran>friend joy: 瘦了！快坐。
dad>friend warm: {friend}，吃鱼。
mom surp: 听见没？你爸主动说话了！这年过得值。`,
      },
      {
        place: "奶奶家堂屋", interior: true, time: "night", mood: "joyful", who: ["gran", "kid", "lead", "friend", "dad", "mom"],
        props: ["红包::gran", "电视:春节联欢晚会"], motifs: ["gala", "envelopes"],
        purpose: "一家人守着春节联欢晚会，奶奶给每个人发压岁红包，连{lead}也有。",
        script: `
= 电视里春节联欢晚会正热闹，奶奶从枕头底下摸出一叠红包。
gran joy: 压岁红包，一人一个，谁也不许嫌少。
lead>gran light: 奶奶，我都二十八了。
gran>lead warm: 没成家，就还是孩子。
kid joy: 我的是八十八！{uncle}，你多少？
lead surp: 我的……一百六十八？
gran>lead light: 多出来的八十，是替别人存的。
friend rom(脸红): 奶奶，春晚演小品了，快看！
dad light: 嗯，好笑。
mom>dad light: 小品还没开始呢。
= 一屋子人笑成一团，晚会里响起了歌声。`,
      },
      {
        place: "奶奶家院子", interior: false, time: "night", mood: "dramatic", who: ["lead", "friend", "kid", "rival"],
        props: ["手机::lead", "发黄的信封::kid"], motifs: ["fireworks"],
        purpose: "零点前{lead}在烟花下拒绝签字，豆豆却从桌腿下抽出一个发黄的信封。",
        script: `
= 烟花在院子上空绽开，屋里传来零点倒计时的声音，{lead}的手机同时响了。
rival vo dram: 还有一分钟。签，还是不签？
lead det: 周总，新年好。这个字，我不签。
rival vo dram: 想清楚，{stake}可就归我了。
lead warm: 家归我，就够了。
friend>lead nost: 你傻不傻？
lead>friend rom: 十年前傻过一回，今年补上。
= 堂屋里咣当一声，豆豆举着一个发黄的信封跑出来。
kid surp: {uncle}！桌腿底下垫着一封信！
kid dram: 上面写着，“{friend}收”。`,
      },
    ],
  },
  {
    title: "迟到十年的信", date: "2026-02-17", lunarDate: "01-01", tight: true,
    logline: "大年初一谁也不许说重话，一封垫了十年桌腿的信，偏在这天拆开。",
    hook: "{friend}笑着作揖：“{lead}，祝你新的一年记性好，信别塞错门。”",
    cliffhanger: "{friend}接完电话，脸色变了：初八之前，{shop}要盘出去。",
    facts: ["信是奶奶从雪地里捡来垫桌腿的，她不认字。", "信的最后一行被醋洇花了，没人知道写了什么。", "{friend}的妈妈要{she}初八之前盘掉{shop}。"],
    turningPoint: "奶奶说出信封的来历：那封信垫了十年桌腿。",
    scenes: [
      {
        place: "奶奶家堂屋", interior: true, time: "morning", mood: "joyful", who: ["kid", "gran", "friend", "lead", "mom"], props: ["果盘", "春联"],
        purpose: "大年初一拜年，{lead}和{friend}谁也不许说重话，只好用吉祥话拌嘴。",
        script: `
= 院子铺着一层红纸屑，人人穿着新衣，屋里摆着满满的果盘。
# 大年初一 · 马年
kid>gran joy: 太奶奶，马年吉祥，马上有钱！
gran joy: 乖！初一不扫地，不动剪子，更不许拌嘴。
friend>lead light: {lead}，祝你新的一年记性好，信别塞错门。
lead>friend light: 祝你眼力好，桌腿底下也看得清。
friend>lead light: 祝你少说俏皮话。
lead>friend rom: 祝你多听一句真心话。
mom light: 这俩人，拜年拜出火星子了。
gran warm: 大过年的，火星子也是喜气。`,
      },
      {
        place: "奶奶家堂屋", interior: true, time: "day", mood: "nostalgic", who: ["gran", "friend", "lead"], props: ["发黄的信封::friend"],
        purpose: "奶奶说出信封的来历：十年前她从雪地里捡来，垫了桌腿。",
        script: `
= 发黄的信封摆在八仙桌上，少了它，桌角轻轻摇晃。
lead>gran anx: 奶奶，这信怎么会在桌腿底下？
gran nost: 那晚去借醋，雪地里捡的。正好桌子晃。
friend>gran surp: 奶奶，上头写着我的名字……
gran sad: 奶奶不认字。当是谁家不要的纸。
lead>gran warm: 不怪您。是我没塞严，风吹出来了。
friend nost: 所以这十年，一家人都趴在这封信上吃饭。
gran warm: 怪不得，这桌子十年没晃过。
= {friend}愣了愣，笑着笑着，擦了擦眼角。`,
      },
      {
        place: "老槐树下", interior: false, time: "dusk", mood: "romantic", who: ["friend", "lead"], props: ["信纸:最后一行洇花:friend"],
        purpose: "{friend}在老槐树下读那封迟到十年的信，最后一行却被醋洇花了。",
        script: `
= 夕阳照着老槐树，{friend}展开信纸，手有一点抖。
friend os nost: “{fnick}，车票在里面。早上六点，我等你。”
friend>lead light: 字真丑。
lead>friend light: 那天手冻的。
friend os rom: “有句话我不敢当面说，写在最后一行——”
lead>friend anx: 最后一行，你看到了？
friend>lead surp: 看不清。被醋洇花了。
lead>friend rom: 那我……再说一遍？
= 手机突然响起，{friend}听了两句，慢慢垂下手。
friend sad: 是我妈。初八之前，要我把{shop}盘出去。`,
      },
    ],
  },
  {
    title: "回娘家", date: "2026-02-18", lunarDate: "01-02", tight: true,
    logline: "初二回娘家，妈妈抖出了爸爸的秘密，{rival}也兑现了他的威胁。",
    hook: "后视镜里，从不脸红的爸爸红了耳朵。",
    cliffhanger: "奶奶端着汤说：“那孩子刚才先打给我的，问饺子怎么放姜。”",
    facts: ["{dad}把{lead}的采访看了三百遍。", "{lead}丢了{stake}。", "{lead}答应{friend}，初八之前想出办法。", "{rival}给奶奶打电话，问饺子怎么放姜。"],
    turningPoint: "{rival}兑现威胁，{lead}丢了{stake}。",
    scenes: [
      {
        place: "回娘家的车上", interior: true, time: "morning", mood: "light-hearted", who: ["mom", "dad", "lead"], props: ["点心匣子::mom"],
        purpose: "初二回娘家的路上，{mom}抖出{dad}的秘密：他把{lead}的采访看了三百遍。",
        script: `
= 车窗外是雪后的田野，后座堆满了点心匣子。
mom light: 初二回娘家，你爸最怕你姥姥。
lead>mom surp: 我爸还有怕的人？
mom>lead light: 你姥姥的话，比他还少。
dad neut: 嗯。
lead>mom nost: 妈，爸知道我在外头做什么吗？
mom>lead warm: {made}，是不是？那条采访，他看了三百遍。
dad>mom anx: 路滑，别说话。
mom>dad light: 路上哪有冰？
= CU 后视镜里，{dad}的耳朵红了。`,
      },
      {
        place: "{shop}", interior: true, time: "dusk", mood: "nostalgic", who: ["friend", "lead"], props: ["纸箱"],
        purpose: "{friend}开始收拾{shop}，{lead}许下六天之约。",
        script: `
= {shop}里的东西一件件装进纸箱，墙上只剩一排空挂钩。
friend neut: 要盘店了，给你打折。叙旧一分钟五块。
lead>friend sad: 这些年，怎么什么都不告诉我？
friend>lead nost: 告诉你什么？告诉你我守着一条街，像个傻子？
lead>friend warm: 傻子配傻子，正好。
friend>lead sad: 守一条街，光靠好听话可不行。
lead>friend det: 给我六天。初八之前，我给你一个办法。
friend>lead light: 你十年都没想出办法。
lead>friend light: 十年没吃饺子，脑子转不动。`,
      },
      {
        place: "奶奶家院子", interior: false, time: "night", mood: "family-warm", who: ["lead", "gran", "rival"], props: ["热汤::gran"],
        purpose: "{rival}兑现威胁，{lead}丢了{stake}，奶奶端来一碗热汤。",
        script: `
= 红灯笼轻轻摇晃，{lead}的手机屏幕一条条弹出消息。
rival vo dram: 通知你一声，{stake}归我了。
lead neut: 大年初二，你也不歇着？
rival vo sad: 我又没有娘家可回。
lead warm: 奶奶说，你那只碗还给你留着。
rival vo anx: ……少跟我来这一套。
= 电话挂断，{lead}一回头，奶奶端着一碗热汤站在身后。
gran>lead warm: 外头的事奶奶不懂，碗里的事奶奶懂。喝。
lead>gran surp: 您怎么知道，他刚给我打了电话？
gran>lead light: 他先打给我的。问饺子，怎么放姜。`,
      },
    ],
  },
  {
    title: "迎财神", date: "2026-02-21", lunarDate: "01-05",
    logline: "初五迎财神，迎进门的是来收街的{rival}，{lead}拿整条街跟他打了一个赌。",
    hook: "奶奶拉开大门喊“财神到”，门外站着的是{rival}。",
    cliffhanger: "还有三天，一千把椅子，{lead}不知道上哪儿找人。",
    facts: ["{lead}和{rival}约定：初八长街宴坐满一千人，恒远就撤。", "{friend}决定先不盘{shop}。", "{rival}三年没有回家过年。"],
    turningPoint: "{lead}放下一切，用整条街跟{rival}打了一个赌。",
    scenes: [
      {
        place: "奶奶家门口", interior: false, time: "morning", mood: "light-hearted", who: ["gran", "rival", "kid", "lead"], props: ["点心盒::rival"],
        purpose: "初五迎财神，奶奶开门迎进来的却是提着点心的{rival}。",
        script: `
= 鞭炮声里，奶奶拉开大门，门外站着提点心的{rival}。
gran joy: 财神到！……哎，怎么是你？
rival>gran anx: 老人家，我路过。
kid>rival light: 周叔叔，您路过了三百公里？
rival neut: 导航不好。
gran>rival warm: 瘦了。进来，初五的饺子，捏住的都是是非。
rival nost: 三年了。过年我都在酒店吃面。
lead>rival warm: 今年坐下吃。吃好了，咱俩谈。
rival>lead light: 先说好，吃归吃，街我还是要买。`,
      },
      {
        place: "奶奶家院子", interior: false, time: "day", mood: "determined", who: ["rival", "lead", "gran"], props: ["{deal}"],
        purpose: "{lead}和{rival}摊牌，赌初八的长街宴能坐满一千人。",
        script: `
= 院子里两把木椅面对面，中间的小凳上放着那份{deal}。
rival>lead dram: {stake}都归我了，你拿什么跟我谈？
lead>rival det: 拿一条街。手艺，街坊，几十年的老主顾。
rival>lead light: 情怀不能当饭吃。
lead>rival light: 您刚吃了两碗。
rival>lead dram: 好。初八摆长街宴，坐满一千人，我撤。
lead>rival det: 坐不满，我亲手签字。
rival>lead dram: 差一个，都不行。
= 两人握手，奶奶在窗后数起了自家的椅子。
gran light: 一，二，三……还差九百九十七把。`,
      },
      {
        place: "{shop}", interior: true, time: "night", mood: "romantic", who: ["friend", "lead"], props: ["纸箱"],
        purpose: "{lead}向{friend}坦白了那个赌，{friend}把东西一件件摆回架上。",
        script: `
= {shop}的灯还亮着，纸箱一直堆到门口。
friend>lead neut: 听说，你现在没工作了？
lead>friend light: 自由职业。
friend>lead light: {shopJob}会了吗？
lead>friend light: 会一点。跟一个很凶的老板学的。
friend>lead warm: 我这儿缺个人。管饭，不管工钱。
lead>friend rom: 管到什么时候？
= {friend}背过身，把纸箱里的东西一件件摆回架子上。
friend light: 先管到初八。
lead os anx: 还有三天，一千把椅子。我上哪儿找人去？`,
      },
    ],
  },
  {
    title: "一千把椅子", date: "2026-02-24", lunarDate: "01-08",
    logline: "初八开市，长街宴摆好了，大雪封路，一个客人也没有来。",
    hook: "长桌从街头摆到街尾，一千把椅子，全是空的。",
    cliffhanger: "{rival}提出条件：元宵节，当着全街的人打开那个{token}。",
    facts: ["{dad}带着全城的老主顾铲雪来赴宴，说了一辈子最长的一段话。", "第一千把椅子上坐的是{rival}。", "恒远撤回了拆街的合同。"],
    turningPoint: "{dad}开口，全城的老主顾扛着椅子来了，槐树街保住了。",
    scenes: [
      {
        place: "槐树街", interior: false, time: "morning", mood: "anxious", who: ["neighbour", "friend", "lead", "rival", "mom", "gran", "kid"], props: ["长桌", "空椅子"],
        purpose: "初八开市，槐树街摆出长街宴，大雪封路，一个客人也没来。",
        script: `
= ELS 长桌从街头摆到街尾，红灯笼挂满屋檐，椅子全空着。
neighbour anx: 人呢？我那三十七对，一对都没来？
friend anx: 昨夜雪太大，路封了。
rival neut: 还有一个小时。
lead det: 菜不能凉。一桌一桌，给我热着。
mom>lead sad: 热三遍了，{child}。
gran warm: 等人的饭，热几遍都香。
= 街口白茫茫一片，一个人影也没有。
kid surp: {uncle}，你听。什么声音？`,
      },
      {
        place: "槐树街口", interior: false, time: "day", mood: "family-warm", who: ["dad", "lead", "mom", "gran"], props: ["木锨::dad", "旧木椅"],
        purpose: "{dad}带着全城的老主顾铲雪开路，说了一辈子最长的一段话。",
        script: `
= 铲雪声由远到近，{dad}举着木锨走在最前面，身后是望不到头的人。
lead>dad surp: 爸？这么多人，您上哪儿找来的？
dad warm: 我打了三十年家具。这城里，家家有我一把椅子。
dad warm: 我跟他们说，今天，把椅子扛回槐树街坐坐。
mom>dad sad(含泪): 老{surname}，你这辈子的话，都攒到今天了。
lead>dad sad: 爸，谢谢您。
dad>lead neut: 嗯。
gran joy: 坐，都坐！瘦了，你们全瘦了！
= 一把把旧木椅落下来，长街坐满了人。`,
      },
      {
        place: "槐树街", interior: false, time: "dusk", mood: "dramatic", who: ["rival", "lead", "friend", "gran", "neighbour"], props: ["旧木椅"],
        purpose: "{rival}从街头数到街尾，只差一把，奶奶把他按进了最后那把椅子。",
        script: `
= 夕阳照着长街，{rival}从街头一直数到街尾。
rival>lead dram: 九百九十九。差一个。
friend anx: 就差一个？
lead sad: 说话算话。拿笔来。
gran dram: 谁说差一个？这把，是给你留的。坐。
= CU 奶奶按着{rival}的肩膀，他慢慢坐了下去。
rival nost: ……一千。
neighbour>rival joy: 一千！这位老板，属什么的？有对象没？
rival>lead light: 合同我撤。不过，有一个条件。
lead>rival anx: 什么条件？
rival dram: 元宵节，当着全街的人，把你们那个{token}打开。`,
      },
    ],
  },
  {
    title: "花灯亮起的时候", date: "2026-03-03", lunarDate: "01-15",
    logline: "正月十五花灯亮起，{token}打开了，{lead}终于说出那封信的最后一行。",
    hook: "一锹下去，老槐树底下“当”的一声。",
    cliffhanger: "盒底还有一张奶奶的画：两个大人，牵着一个小娃娃。",
    facts: ["{lead}和{friend}打开了{token}。", "信的最后一行原来是“跟我走”，现在改成“我不走”。", "奶奶第一次说{lead}胖了。"],
    turningPoint: "{lead}当面说出信的最后一行，决定留下。",
    scenes: [
      {
        place: "老槐树下", interior: false, time: "dusk", mood: "light-hearted", who: ["friend", "lead", "kid"], props: ["{token}:沾着泥", "系红线的旧钥匙::lead"], motifs: ["lanterns"],
        purpose: "元宵节，{lead}和{friend}在老槐树下挖出{token}。",
        script: `
= 花灯亮满槐树街，{lead}和{friend}蹲在老槐树下挖土。
friend>lead light: 往左。
lead>friend light: 十年前是我埋的。
friend>lead light: 十年前是我指挥的。
lead joy: 碰到了！
= CU {token}沾满泥土，系红线的钥匙插进锁孔。
kid anx: 里头是钱吗？
friend nost: 是两张纸条。一人一张，写给十年后的对方。
lead>friend rom: 你先看我的，还是我先看你的？`,
      },
      {
        place: "灯会", interior: false, time: "night", mood: "romantic", who: ["friend", "lead"], props: ["纸条:泛黄", "花灯"], motifs: ["lanterns", "fireworks"],
        purpose: "灯会上两人交换纸条，{lead}把信上洇花的最后一行亲口说了出来。",
        script: `
= 万盏花灯下，两张泛黄的纸条并排展开。
friend nost(念): “不管在哪儿，过年都回来接你。”你迟到了十年。
lead nost(念): “不许先走。走了，也要记得回头。”我回头了。
friend>lead rom: 那封信的最后一行，到底写的什么？
lead>friend rom: 就三个字。跟我走。
lead>friend warm: 现在改了一个字，叫：我不走。
friend>lead light: 改了两个。
lead>friend joy: 那你多赚我一个。
= 烟花升起来，{friend}低下头，牵住了{lead}的手。
friend>lead rom: 行。三个字，我收下了。`,
      },
      {
        place: "奶奶家堂屋", interior: true, time: "night", mood: "family-warm", who: ["gran", "lead", "friend", "kid"], props: ["元宵:热气腾腾", "画::kid"],
        purpose: "一家人围着元宵，奶奶端详{lead}半天，第一次没有说“瘦了”。",
        script: `
= 八仙桌上元宵热气腾腾，桌腿下垫着一张崭新的合影。
gran>lead warm: {nick}，过来，让奶奶看看。
lead>gran light: 又要说我瘦了？
gran>lead warm: 胖了。
= CU {lead}愣住，眼眶一下子红了。
lead>gran sad: 奶奶，我不走了。
gran warm: 不走好。桌子也不晃了。
kid surp: 太奶奶，盒底还有一张画！两个大人，牵着一个小娃娃！
friend rom: 这是谁画的？
gran light: 你们埋的那天，我添的。明年，照着画上的来。`,
      },
    ],
  },
];
