import type { Translation } from "../../runtime/contract/index.ts";

const limits = {
  width: "宽度", height: "高度", videoCodec: "视频编码", videoProfile: "编码档次", pixelFormat: "像素格式", maxLevel: "H.264 最高级别", maxGopMs: "关键帧间隔上限（毫秒）", rates: "允许的帧率",
  audioCodec: "音频编码", audioRate: "采样率", audioChannels: "声道数", maxBlackMs: "黑屏上限（毫秒）", maxFreezeMs: "静帧上限（毫秒）", maxFlashesPerSecond: "每秒闪烁上限",
  minBorder: "可见边框下限", minSharpness: "清晰度下限", maxBlocks: "块效应上限", cutToleranceFrames: "剪切点误差（帧）", loudness: "响度（LUFS）", loudnessTolerance: "响度误差",
  maxTruePeak: "真峰值上限（dBTP）", maxLoudnessRange: "响度范围上限（LU）", silenceLevel: "静音电平（dBFS）", maxSilenceMs: "静音上限（毫秒）", minDucking: "压低量下限（dB）",
  maxDurationGapMs: "时长差上限（毫秒）", maxStartGapMs: "起始差上限（毫秒）", maxOnsetFrames: "起音误差上限（帧）", minCueMs: "字幕时长下限（毫秒）", maxCueMs: "字幕时长上限（毫秒）",
  minCueGapFrames: "字幕间隔下限（帧）", cueInFrames: "字幕入点误差（帧）", cueLingerFrames: "字幕滞留上限（帧）", reading: "阅读（按语言）", rows: "行数", cps: "每秒字数",
  safe: "安全区", top: "上", right: "右", bottom: "下", left: "左",
};

const waivers = { title: "豁免", members: { rule: "规则", scene: "场次", line: "台词", by: "批准人", reason: "理由", at: "日期" } };

export const zhCN: Translation = {
  title: "质检",
  nodes: {
    "qa/technical": {
      title: "技术质检", summary: "按交付规格检测成片的画面、声音、音画同步和字幕。",
      inputs: {
        video: { title: "成片" },
        timeline: { title: "整集时间线" },
        srt: { title: "字幕", summary: "随成片交付的 SRT 文件。" },
        stems: { title: "分轨音频", summary: "对白、配乐、音效：用来检测说话时配乐压低了多少。" },
        profile: { title: "交付规格", choices: { "vertical-1080": "竖屏 1080×1920" } },
        limits: { title: "限值", summary: "与交付规格不同的个别限值。", members: limits },
      },
      outputs: { findings: { title: "检查结果" } },
    },
    "qa/continuity": {
      title: "连戏检查", summary: "逐场核对服装、道具、时间和人物；每句台词都有镜头、有配音，且只用一次。",
      inputs: {
        scenes: { title: "场次", summary: "一集的全部场次，按顺序。" },
        characters: { title: "角色" },
        timelines: { title: "场次时间线" },
        spoken: { title: "配音", summary: "这些场次的全部配音。" },
        judge: { title: "请评审模型审读", summary: "规则检查之后，再按评审标准逐场审读。" },
        waivers,
        seed: { title: "随机种子", summary: "换一个种子就全部重新审读。" },
      },
      outputs: { findings: { title: "检查结果" } },
    },
    "qa/culture": {
      title: "民俗审查", summary: "对照春节习俗、历法和亲属称谓，审查台词、动作、道具和服装。",
      inputs: {
        scenes: { title: "场次" },
        characters: { title: "角色" },
        year: { title: "年份", summary: "故事里的春节在哪一年。" },
        region: { title: "地区", choices: { any: "不限", north: "北方", south: "南方", canton: "广东", "hong-kong": "香港" } },
        market: { title: "发行市场", choices: { cn: "国内", abroad: "海外" } },
        waivers,
        judge: { title: "请评审模型审读", summary: "规则检查之后，再按评审标准逐场审读。" },
        seed: { title: "随机种子", summary: "换一个种子就全部重新审读。" },
      },
      outputs: { findings: { title: "检查结果" } },
    },
    "qa/identity": {
      title: "形象一致性检查", summary: "按角色汇总一集的一致性判定：逐镜头得分、走势、差别最大的两个镜头、疑似照搬参考图的画面。",
      inputs: { verdicts: { title: "一致性判定", summary: "一集的全部镜头，按顺序。" }, episode: { title: "分集剧本" } },
      outputs: { report: { title: "一致性报告" }, findings: { title: "检查结果" } },
    },
    "qa/drift": {
      title: "形象走样追踪", summary: "跨集追踪每个角色：每集平均得分，以及最小二乘法求得的逐集变化。",
      inputs: { reports: { title: "一致性报告", summary: "全剧各集。" } },
      outputs: { drift: { title: "一致性走势" }, findings: { title: "检查结果" } },
    },
    "qa/report": {
      title: "质检报告", summary: "给这一集一个结论：通过、待看或拦下，并附上全部检查结果和几张截图。",
      inputs: {
        episode: { title: "分集剧本" },
        findings: { title: "检查结果" },
        video: { title: "成片" },
        timeline: { title: "整集时间线" },
        pictures: { title: "镜头画面", summary: "成片里用到的画面，用来注明哪些是离线替身绘制的。" },
      },
      outputs: { report: { title: "质检报告" } },
    },
  },
};
