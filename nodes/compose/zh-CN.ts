import type { Translation } from "../../runtime/contract/index.ts";

const sides = { top: "上", right: "右", bottom: "下", left: "左" };

export const zhCN: Translation = {
  title: "合成",
  nodes: {
    "compose/subtitles": {
      title: "字幕排版", summary: "把一场戏的台词排成来得及读完的字幕。",
      inputs: {
        timeline: { title: "场次时间线" },
        columns: { title: "每行字数", summary: "留空则按语言决定。" },
        rows: { title: "行数", summary: "留空则按语言决定。" },
        speed: { title: "每秒字数", summary: "留空则按语言决定。" },
      },
      outputs: {
        cues: { title: "字幕", summary: "以这场戏的帧计。" },
        shots: { title: "各镜头字幕", summary: "以各镜头的帧计。" },
        findings: { title: "检查结果" },
      },
    },
    "compose/shot": {
      title: "镜头合成", summary: "给画面加上运镜，并把字幕压进画面。",
      inputs: {
        picture: { title: "镜头画面" },
        cues: { title: "镜头字幕" },
        width: { title: "宽度" },
        height: { title: "高度" },
        burn: { title: "压制字幕" },
        safe: { title: "安全区", summary: "不放文字的边距，按画面高度或宽度的比例计；留空则按短视频 App 的界面留白。", members: sides },
      },
      outputs: { clip: { title: "镜头片段" } },
    },
    "compose/scene": {
      title: "场次剪辑", summary: "用转场把镜头接成一场；只有转场部分需要重新编码。",
      inputs: {
        clips: { title: "镜头片段" },
        timeline: { title: "场次时间线" },
      },
      outputs: { clip: { title: "场次片段" } },
    },
    "compose/episode": {
      title: "整集成片", summary: "接好各场，把对白、环境音和配乐混到目标响度，输出成片。",
      inputs: {
        episode: { title: "分集剧本" },
        clips: { title: "场次片段" },
        timelines: { title: "场次时间线" },
        ambience: { title: "环境音", summary: "每场一段，与这场戏一样长。" },
        music: { title: "配乐", summary: "循环到这一集结束。" },
        cues: { title: "字幕", summary: "各场的字幕；用自己的标准排过版时才需要连上。" },
        loudness: { title: "响度（LUFS）" },
        peak: { title: "峰值上限（dBTP）", summary: "编码后还会升高一点；高于 -1 dBTP 不予接受。" },
        duck: { title: "对白压低（dB）", summary: "有人说话时，配乐和环境音压低多少。" },
        musicBelow: { title: "配乐低于对白（LU）", summary: "指没有人说话的时候。" },
      },
      outputs: {
        video: { title: "成片" },
        timeline: { title: "整集时间线" },
        srt: { title: "SRT 字幕" },
        vtt: { title: "WebVTT 字幕" },
        ass: { title: "ASS 字幕" },
        stems: { title: "分轨音频", summary: "对白、配乐、音效：相加等于限幅前的混音。" },
        findings: { title: "检查结果" },
      },
    },
    "compose/upscale": {
      title: "视频放大", summary: "把视频放大到指定高度；帧、色彩和声音保持不变。",
      inputs: {
        video: { title: "视频" },
        height: { title: "高度" },
      },
      outputs: { video: { title: "放大后的视频" } },
    },
    "compose/timeline": {
      title: "导出时间线", summary: "把整集剪辑写成剪辑软件能打开的文件：OpenTimelineIO、Final Cut Pro XML 和 EDL。",
      inputs: {
        timeline: { title: "整集时间线" },
        video: { title: "成片" },
        media: { title: "视频文件名", summary: "留空则用分集编号加 .mp4。" },
      },
      outputs: {
        otio: { title: "OpenTimelineIO 文件" },
        fcpxml: { title: "Final Cut Pro XML 文件" },
        edl: { title: "EDL 文件" },
      },
    },
  },
};
