import { type Ffmpeg, fail, ProblemError } from "../../../runtime/contract/index.ts";
import { type Mp4, readMp4 } from "./mp4.ts";

/** The streams of a file as its container describes them. */
export interface Container {
  readonly video: {
    readonly width: number;
    readonly height: number;
    readonly codec: string;
    readonly profile: string;
    /** 42 for H.264 level 4.2. */
    readonly level: number;
    readonly pixelFormat: string;
    /** `1:1`; `N/A` or empty when the stream does not say. */
    readonly aspect: string;
    readonly rotation: number;
    /** As fractions: `25/1`. */
    readonly rate: string;
    readonly averageRate: string;
    readonly colour: { readonly primaries: string; readonly transfer: string; readonly space: string; readonly range: string };
    readonly startMs: number;
  };
  readonly audio: { readonly codec: string; readonly rate: number; readonly channels: number; readonly startMs: number } | undefined;
  /** Undefined when the file is not an MP4 with an index. */
  readonly mp4: Mp4 | undefined;
}

/** @throws ProblemError VIDEO_UNREADABLE when there is no picture to judge */
export async function inspect(path: string, tools: Ffmpeg): Promise<Container> {
  const { streams } = await probe(path, tools);
  const video = streams.find((stream) => stream.codec_type === "video");
  if (!video) fail({ code: "VIDEO_UNREADABLE", message: "The file has no picture stream.", hint: "Connect the finished episode, not one of its sound files." });
  const audio = streams.find((stream) => stream.codec_type === "audio");
  return {
    video: {
      width: video.width ?? 0,
      height: video.height ?? 0,
      codec: video.codec_name ?? "",
      profile: video.profile ?? "",
      level: video.level ?? 0,
      pixelFormat: video.pix_fmt ?? "",
      aspect: video.sample_aspect_ratio ?? "",
      rotation: rotationOf(video),
      rate: video.r_frame_rate ?? "",
      averageRate: video.avg_frame_rate ?? "",
      colour: {
        primaries: video.color_primaries ?? "",
        transfer: video.color_transfer ?? "",
        space: video.color_space ?? "",
        range: video.color_range ?? "",
      },
      startMs: Number(video.start_time ?? 0) * 1000,
    },
    audio: audio && {
      codec: audio.codec_name ?? "",
      rate: Number(audio.sample_rate ?? 0),
      channels: audio.channels ?? 0,
      startMs: Number(audio.start_time ?? 0) * 1000,
    },
    mp4: await readMp4(path),
  };
}

/** The fields of ffprobe's JSON that are read here; each may be missing. */
interface Stream {
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly profile?: string;
  readonly level?: number;
  readonly width?: number;
  readonly height?: number;
  readonly pix_fmt?: string;
  readonly sample_aspect_ratio?: string;
  readonly r_frame_rate?: string;
  readonly avg_frame_rate?: string;
  readonly color_primaries?: string;
  readonly color_transfer?: string;
  readonly color_space?: string;
  readonly color_range?: string;
  readonly start_time?: string;
  readonly sample_rate?: string;
  readonly channels?: number;
  readonly tags?: { readonly rotate?: string };
  readonly side_data_list?: readonly { readonly rotation?: number }[];
}

async function probe(path: string, tools: Ffmpeg): Promise<{ streams: readonly Stream[] }> {
  try {
    const probed = await tools.probe(path) as { streams?: readonly Stream[] };
    return { streams: probed.streams ?? [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return fail({
      code: "VIDEO_UNREADABLE",
      message: "The video file cannot be read: it is damaged, cut short or not a video.",
      hint: "Render the episode again; if it came from elsewhere, copy it once more.",
    }, error);
  }
}

function rotationOf(stream: Stream): number {
  const matrix = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation;
  return Math.abs(matrix ?? Number(stream.tags?.rotate ?? 0)) % 360;
}
