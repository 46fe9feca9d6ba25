import { definePack } from "../../runtime/contract/index.ts";
import { Anchor, Arc, Character, Clip, Cue, Episode, Finding, IdentityDrift, IdentityReport, IdentityVerdict, Line, Outline, Picture, Report, Scene, SceneBrief, SceneTimeline, Setting, Shot, ShotCues, SpokenLine, Timeline, Voice, VoiceCast } from "./index.ts";
import { zhCN } from "./zh-CN.ts";

export default definePack({
  name: "story",
  title: "Story",
  version: "1.0.0",
  contract: 1,
  nodes: [],
  types: [Anchor, Arc, Character, Clip, Cue, Episode, Finding, IdentityDrift, IdentityReport, IdentityVerdict, Line, Outline, Picture, Report, Scene, SceneBrief, SceneTimeline, Setting, Shot, ShotCues, SpokenLine, Timeline, Voice, VoiceCast],
  translations: { "zh-CN": zhCN },
});
