/**
 * espeak-ng in a process of its own: it blocks while it speaks, can only be stopped by ending it, and is GPL-3, so it
 * shares no memory with the rest. Plain JavaScript, because it is started by file name from the sources and from the
 * build alike. Reads one request a line on stdin, answers one line each on stdout, ends with its stdin.
 *
 *   request  { id, rate, range, volume, runs: [{ voice, pitch, text }] }
 *   reply    { id, sampleRate, runs: [{ samples: base64 s16le, words: [{ at, length, start }], end }] }
 *            | { id, error: "unavailable" | "voice" | "engine", message }
 *
 * `at` counts code points from 0; `start` and `end` are milliseconds from the start of the run's samples.
 */
import { createInterface } from "node:readline";

const engine = load();
engine.catch(() => {}); // answered with each request below

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const reply = await engine.then((ready) => speak(ready, request), (cause) => ({ error: "unavailable", message: String(cause?.message ?? cause) }));
  process.stdout.write(`${JSON.stringify({ id: request.id, ...reply })}\n`);
}

/** `fresh` is the engine's memory before its first line, so that every line can start from there. */
async function load() {
  // The engine seeds its noise from the clock, once, while it starts; the clock of this process serves nothing else.
  Date.now = () => 0;
  const { default: start } = await import("@echogarden/espeak-ng-emscripten");
  const module = await start();
  const voice = new module.eSpeakNGWorker();
  // What its first line leaves behind lies partly outside that memory: let the first one be nobody's.
  voice.set_voice("cmn");
  voice.synthesize("好", () => {});
  return { module, voice, fresh: module.HEAPU8.slice() };
}

function speak({ module, voice, fresh }, { rate, range, volume, runs }) {
  const spoken = [];
  for (const run of runs) {
    // Noise and phase carry over from line to line; put back to where it was, the engine says the same thing twice.
    module.HEAPU8.set(fresh);
    module.HEAPU8.fill(0, fresh.length);
    if (voice.set_voice(run.voice) !== 0) return { error: "voice", message: `espeak-ng has no voice "${run.voice}".` };
    voice.set_rate(rate);
    voice.set_pitch(run.pitch);
    voice.set_range(range);
    voice.set_volume(volume);
    try {
      spoken.push(record(voice, run.text));
    } catch (cause) {
      return { error: "engine", message: String(cause?.message ?? cause) };
    }
  }
  return { sampleRate: voice.get_samplerate(), runs: spoken };
}

function record(voice, text) {
  const chunks = [];
  const words = [];
  let end = 0;
  voice.synthesize(text, (samples, events) => {
    if (samples.length > 0) chunks.push(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength));
    for (const event of events) {
      if (event.type === "word") words.push({ at: event.text_position - 1, length: event.word_length, start: event.audio_position });
      if (event.type === "end") end = event.audio_position;
    }
  });
  return { samples: Buffer.concat(chunks).toString("base64"), words, end };
}
