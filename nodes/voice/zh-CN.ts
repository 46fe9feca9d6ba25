import type { Translation } from "../../runtime/contract/index.ts";

const languages = { "zh-CN": "中文（普通话）", "en-US": "英语（美国）" };

export const zhCN: Translation = {
  title: "声音",
  nodes: {
    "voice/voice": {
      title: "指定音色", summary: "给角色指定音色：语音服务自带的音色，或经本人同意后克隆的音色。",
      inputs: {
        character: { title: "角色" },
        voice: { title: "音色", summary: "语音服务里的音色名称。" },
        speed: { title: "语速" },
        pitch: { title: "音高（半音）" },
        language: { title: "语言", choices: languages },
        clone: { title: "克隆音色", summary: "不用自带音色时填写：语音服务里按真人克隆的音色名称。" },
        sample: { title: "本人录音", summary: "供按录音发声的语音服务使用。" },
        consent: { title: "授权", summary: "谁在哪一天同意克隆、写在哪份文件里；使用克隆音色必须填写。", members: { by: "授权人", at: "日期", document: "文件" } },
        document: { title: "授权文件" },
      },
      outputs: { voice: { title: "音色" } },
    },
    "voice/cast": {
      title: "分配音色", summary: "按性别和年龄给每个角色配一个自己的音色。",
      inputs: {
        characters: { title: "角色" },
        fixed: { title: "已指定的音色" },
        language: { title: "语言", choices: languages },
      },
      outputs: { cast: { title: "角色音色表" } },
    },
    "voice/speak": {
      title: "台词配音", summary: "用角色的音色、按情绪念一句台词，并量出实际时长。",
      inputs: {
        line: { title: "台词" },
        cast: { title: "角色音色表" },
        speed: { title: "语速" },
        seed: { title: "随机种子", summary: "换一个种子就是另一条配音。" },
      },
      outputs: { spoken: { title: "配音" } },
    },
    "voice/dub": {
      title: "对白剪辑", summary: "按台词的实际时长排出一场戏的时间线，并混好对白。",
      inputs: {
        scene: { title: "场次" },
        characters: { title: "角色" },
        spoken: { title: "配音" },
        rate: { title: "帧率", members: { num: "分子", den: "分母" } },
        gapMs: { title: "台词间隔（毫秒）" },
        leadMs: { title: "镜头首句前留白（毫秒）" },
        tailMs: { title: "镜头末句后留白（毫秒）" },
        fit: { title: "变速上限", summary: "0.1 表示允许台词快或慢十分之一，以对上给定的时间。" },
      },
      outputs: {
        timeline: { title: "场次时间线" },
        findings: { title: "检查结果" },
      },
    },
    "voice/ambience": {
      title: "环境音", summary: "生成现场的环境音，与这场戏一样长。",
      inputs: {
        setting: { title: "场景" },
        timeline: { title: "场次时间线" },
        level: { title: "音量（dB）" },
        seed: { title: "随机种子" },
      },
      outputs: { ambience: { title: "环境音" } },
    },
    "voice/music": {
      title: "配乐", summary: "演奏一段可以循环的垫乐：弹拨、笛子与轻鼓。",
      inputs: {
        scenes: { title: "场次", summary: "由各场的情绪决定曲风。" },
        seconds: { title: "时长（秒）" },
        seed: { title: "随机种子", summary: "换一个种子就是另一首曲子。" },
      },
      outputs: { music: { title: "配乐" } },
    },
  },
};
