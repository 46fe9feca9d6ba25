import { clipOf } from "./media.ts";
import { sha256 } from "./log.ts";

/** How a video comes about: words and times as services differ in them. */
export interface VideoHabits {
  /** How long it takes. Default 0: it is done when it is first looked at. */
  readonly ms?: number;
  /** The words for being under way and done. Default: `in_progress`, `completed`. */
  readonly words?: { readonly queued?: string; readonly working?: string; readonly done?: string };
  /** Whether the list can be asked for; 404 where not. Default: yes. */
  readonly listed?: boolean;
}

export interface VideoJob {
  readonly id: string;
  readonly model: string;
  readonly prompt: string;
  readonly seconds: number;
  readonly size: string;
  readonly created: number;
  readonly failing?: string;
}

/** The films a service makes. */
export class VideoShelf {
  readonly jobs = new Map<string, VideoJob>();
  private readonly habits: VideoHabits;

  constructor(habits: VideoHabits = {}) {
    this.habits = habits;
  }

  get listed(): boolean {
    return this.habits.listed ?? true;
  }

  create(fields: Readonly<Record<string, any>>, failing?: string): VideoJob {
    const job = {
      id: `video_${sha256(`${Date.now()} ${this.jobs.size}`).slice(0, 20)}`, model: fields["model"], prompt: fields["prompt"] ?? "",
      seconds: Number(fields["seconds"] ?? 4), size: fields["size"] ?? "720x1280", created: Date.now(), ...(failing === undefined ? {} : { failing }),
    };
    this.jobs.set(job.id, job);
    return job;
  }

  describe(job: VideoJob): object {
    const { queued = "queued", working = "in_progress", done = "completed" } = this.habits.words ?? {};
    const share = Math.min(1, (Date.now() - job.created) / (this.habits.ms || 1));
    const failed = share === 1 && job.failing !== undefined;
    return {
      id: job.id, object: "video", model: job.model, status: failed ? "failed" : share === 1 ? done : share < 0.2 ? queued : working,
      progress: Math.round(share * 100), created_at: Math.floor(job.created / 1000), completed_at: share === 1 ? Math.floor(Date.now() / 1000) : null,
      expires_at: null, prompt: job.prompt, seconds: String(job.seconds), size: job.size, remixed_from_video_id: null,
      error: failed ? { code: "generation_failed", message: job.failing } : null,
    };
  }

  content({ prompt, seconds, size }: VideoJob): Promise<Buffer> {
    const [width, height] = size.split("x").map(Number) as [number, number];
    // Few colours, so that a clip is made once for many jobs.
    const colour = ["404860", "604840", "486040"][parseInt(sha256(prompt).slice(0, 2), 16) % 3]!;
    return clipOf(seconds, Math.min(width, 360), Math.min(height, 640), colour);
  }
}
