/** Loads the elements that show values: `<rw-image>`, `<rw-audio>`, `<rw-video>` and, for any value at all, `<rw-value>`. */
import "./media/audio.ts";
import "./media/image.ts";
import "./media/value.ts";
import "./media/video.ts";
