import { type Rate, rateText } from "../story/index.ts";

/** What all pieces of one picture must share to be joined by copying. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
}
export type Quality = "draft" | "final";

/**
 * H.264 as it is delivered: High, 4:2:0, BT.709, closed groups of at most two seconds. Without B frames and with headers
 * that do not follow the content (`stitchable`) any two pieces can be joined. The number of threads is fixed because it
 * changes the bytes. A draft is quantised alike throughout: weighing each frame costs as much as encoding it.
 */
export function deliveryOptions(frame: Frame, quality: Quality): string[] {
  const speed = quality === "final" ? ["-preset", "veryfast", "-crf", "20"] : ["-preset", "ultrafast", "-qp", "27"];
  return [
    "-c:v", "libx264", ...speed, "-profile:v", "high", "-level", levelOf(frame),
    "-g", String(groupOf(frame.rate)), "-bf", "0", "-x264-params", "stitchable=1:open-gop=0",
    ...common(frame),
  ];
}

/** For the few frames a transition will be made of: they are encoded once more, so nearly nothing may be lost here. */
export function intermediateOptions(frame: Frame): string[] {
  return ["-c:v", "libx264", "-preset", "superfast", "-crf", "12", "-bf", "0", ...common(frame)];
}

function common(frame: Frame): string[] {
  return [
    "-an", "-threads", "2", "-pix_fmt", "yuv420p", "-r", rateText(frame.rate),
    "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv",
    "-video_track_timescale", String(timescaleOf(frame.rate)), "-f", "mp4",
  ];
}

/** Level 4.2 takes 1080x1920 at up to 60 frames a second; larger pictures need 5.2. */
function levelOf({ width, height }: Frame): string {
  return Math.ceil(width / 16) * Math.ceil(height / 16) <= 8704 ? "4.2" : "5.2";
}

function groupOf(rate: Rate): number {
  return Math.floor((2 * rate.num) / rate.den);
}

/** Ticks a second, at least 10,000, in which a frame is a whole number of ticks. */
export function timescaleOf(rate: Rate): number {
  return rate.num * Math.ceil(10_000 / rate.num);
}
