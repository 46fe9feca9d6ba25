import type { Finding, Timeline } from "../../story/index.ts";
import { rateText } from "../../story/index.ts";
import type { Container } from "./container.ts";
import { longestGroupMs } from "./mp4.ts";
import type { Limits } from "./profiles.ts";
import { count, row, unmeasured } from "./row.ts";

/** What the container and the stream headers promise to players. */
export function formatRows(container: Container, timeline: Timeline, limits: Limits, draft: boolean): Finding[] {
  return [
    size(container, timeline, limits, draft),
    aspect(container),
    rotation(container),
    codec(container, limits, draft),
    rate(container, timeline, limits),
    colour(container),
    groups(container, timeline, limits),
    fastStart(container),
    audioFormat(container, limits),
  ];
}

function size({ video }: Container, timeline: Timeline, limits: Limits, draft: boolean): Finding {
  const asPlanned = video.width === timeline.width && video.height === timeline.height;
  return row("size", {
    holds: video.width === limits.width && video.height === limits.height,
    held: "The picture has the size of the profile.",
    broken: draft && asPlanned ? "This is a draft, smaller than what is delivered." : "The picture has the wrong size.",
    severity: draft && asPlanned ? "warn" : "block",
    hint: draft && asPlanned ? "Run with final quality before delivery." : "Set the size on the node that renders the shots.",
    measured: `${video.width}×${video.height}`,
    expected: `${limits.width}×${limits.height}`,
  });
}

function aspect({ video }: Container): Finding {
  return row("aspect", {
    holds: video.aspect === "1:1",
    held: "Pixels are square.",
    broken: "Pixels are not marked as square: some players will stretch the picture.",
    hint: "End the filter graph with setsar=1.",
    measured: video.aspect || "not given",
    expected: "1:1",
  });
}

function rotation({ video }: Container): Finding {
  return row("rotation", {
    holds: video.rotation === 0,
    held: "The picture is stored upright.",
    broken: "The file asks players to turn the picture; not all of them do.",
    hint: "Render the picture upright and drop the rotation.",
    measured: `${video.rotation}°`,
    expected: "0°",
  });
}

function codec({ video }: Container, limits: Limits, draft: boolean): Finding {
  const fits = video.codec === limits.videoCodec && video.profile === limits.videoProfile
    && video.pixelFormat === limits.pixelFormat && video.level > 0 && video.level <= Math.round(limits.maxLevel * 10);
  return row("codec", {
    holds: fits,
    held: "The picture is coded as every phone can play it.",
    broken: draft ? "This is a draft, coded faster than what is delivered." : "The picture is coded in a way that not every phone plays.",
    severity: draft ? "warn" : "block",
    hint: draft ? "Run with final quality before delivery." : `Encode as ${limits.videoCodec} ${limits.videoProfile}, ${limits.pixelFormat}.`,
    measured: `${video.codec} ${video.profile}, ${video.pixelFormat}, level ${video.level / 10}`,
    expected: `${limits.videoCodec} ${limits.videoProfile}, ${limits.pixelFormat}, level ≤ ${limits.maxLevel}`,
  });
}

function rate({ video, mp4 }: Container, timeline: Timeline, limits: Limits): Finding {
  const planned = `${timeline.rate.num}/${timeline.rate.den}`;
  // The last frame may be shorter or longer: its length shows nowhere.
  const runs = mp4?.deltas.filter((run, index) => index < mp4.deltas.length - 1 || run.frames > 1) ?? [];
  const constant = video.rate === video.averageRate && new Set(runs.map((run) => run.delta)).size <= 1;
  return row("rate", {
    holds: constant && limits.rates.includes(video.rate) && video.rate === planned,
    held: "The frame rate is constant and as planned.",
    broken: constant ? "The frame rate is not the planned one." : "The frame rate is not constant.",
    hint: "Render every shot at the timeline's rate.",
    measured: constant ? video.rate : `${video.rate}, on average ${video.averageRate}`,
    expected: `${rateText(timeline.rate)}, constant`,
  });
}

function colour({ video }: Container): Finding {
  const { primaries, transfer, space, range } = video.colour;
  return row("colour", {
    holds: primaries === "bt709" && transfer === "bt709" && space === "bt709" && range === "tv",
    held: "All four colour tags are set.",
    broken: "Colour tags are missing or wrong: colours will differ between players.",
    hint: "Tag primaries, transfer and matrix as bt709 and the range as tv.",
    measured: [primaries, transfer, space, range].map((tag) => tag || "none").join(" / "),
    expected: "bt709 / bt709 / bt709 / tv",
  });
}

function groups({ mp4 }: Container, timeline: Timeline, limits: Limits): Finding {
  if (!mp4) return unmeasured("groups", "the file is not an MP4 with an index.");
  const longest = longestGroupMs(mp4, timeline.rate);
  const open = mp4.openKeyFrames.length;
  return row("groups", {
    holds: longest <= limits.maxGopMs && open === 0,
    held: "Key frames come often enough, and groups are closed.",
    broken: open > 0 ? `Picture groups are open at ${count(open, "key frame")}.` : "Key frames are too far apart: seeking will stutter.",
    hint: "Encode with closed groups of at most two seconds.",
    measured: `longest group ${longest} ms, ${open} open`,
    expected: `≤ ${limits.maxGopMs} ms, closed`,
  });
}

function fastStart({ mp4 }: Container): Finding {
  return row("fast-start", {
    holds: mp4?.fastStart === true,
    held: "The index is at the front: playing starts at once.",
    broken: mp4 ? "The index is at the end: playing waits for the whole download." : "The file is not an MP4 with an index.",
    hint: "Write the file with -movflags +faststart.",
    measured: mp4 ? (mp4.fastStart ? "moov before mdat" : "mdat before moov") : "no moov",
    expected: "moov before mdat",
  });
}

function audioFormat({ audio }: Container, limits: Limits): Finding {
  return row("audio-format", {
    holds: audio?.codec === limits.audioCodec && audio.rate === limits.audioRate && audio.channels === limits.audioChannels,
    held: "The sound is coded as planned.",
    broken: audio ? "The sound is coded in another way than planned." : "The file has no sound.",
    hint: "Encode AAC, 48 kHz, two channels.",
    measured: audio ? `${audio.codec} ${audio.rate} Hz, ${count(audio.channels, "channel")}` : "no sound",
    expected: `${limits.audioCodec} ${limits.audioRate} Hz, ${count(limits.audioChannels, "channel")}`,
  });
}
