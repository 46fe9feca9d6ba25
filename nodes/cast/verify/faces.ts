import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fail } from "../../../runtime/contract/index.ts";
import type { IdentityVote } from "../../story/index.ts";

/**
 * Faces by a net, for photographic productions. Nobody has to install a third of a gigabyte for drawn ones: the packages
 * are no dependency, and who asks for faces without them is told.
 */
const packages = ["@vladmandic/face-api", "@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm"] as const;

/** Euclidean distances of descriptors. Measured: the same person relit and resized 0.3 to 0.4, others from 0.45 on; 0.6 is the library's own limit. */
const same = 0.45;
const other = 0.6;

/** How far the nearest face in the candidate is from the face of the reference. @throws ProblemError FACE_MODEL_MISSING */
export async function faceVote(reference: Uint8Array, candidate: Uint8Array): Promise<IdentityVote> {
  const by = "face";
  const net = await (opened ??= openNet().catch((error: unknown) => {
    opened = undefined;
    throw error;
  }));
  const [known] = await net.descriptors(reference);
  if (!known) return { by, says: "abstains", note: "No face was found in the reference picture." };
  const found = await net.descriptors(candidate);
  if (found.length === 0) return { by, says: "abstains", note: "No face was found in the candidate." };
  const value = Math.round(Math.min(...found.map((face) => distance(known, face))) * 1000) / 1000;
  if (value <= same) return { by, says: "for", value, threshold: same, note: "A face in the candidate is that of the reference." };
  if (value >= other) return { by, says: "against", value, threshold: other, note: "No face in the candidate is near to that of the reference." };
  return { by, says: "abstains", value, threshold: same, note: "The nearest face is neither near enough nor far enough to say." };
}

interface Net {
  /** One descriptor of 128 numbers for each face, surest first. */
  descriptors(picture: Uint8Array): Promise<readonly Float32Array[]>;
}

let opened: Promise<Net> | undefined;

async function openNet(): Promise<Net> {
  const require = createRequire(import.meta.url);
  const [api, , wasm] = packages;
  let faceapi: any;
  let backend: any;
  try {
    backend = require(wasm);
    faceapi = require(`${api}/dist/face-api.node-wasm.js`);
  } catch (cause) {
    return fail({
      code: "FACE_MODEL_MISSING",
      message: "Faces cannot be compared: the face model is not installed.",
      hint: `Run \`npm install ${packages.join(" ")}\` beside Reelwright, or switch "Compare faces" off.`,
    }, cause);
  }
  backend.setWasmPaths(`${join(dirname(require.resolve(`${wasm}/package.json`)), "dist")}/`);
  await faceapi.tf.setBackend("wasm");
  await faceapi.tf.ready();
  const models = join(dirname(require.resolve(`${api}/package.json`)), "model");
  for (const net of ["ssdMobilenetv1", "faceLandmark68Net", "faceRecognitionNet"]) await faceapi.nets[net].loadFromDisk(models);
  return { descriptors: (picture) => describe(faceapi, picture) };
}

/** Larger pictures find no more faces and take longer. */
const largest = 1280;

async function describe(faceapi: any, picture: Uint8Array): Promise<readonly Float32Array[]> {
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(picture).rotate().flatten().toColourspace("srgb")
    .resize(largest, largest, { fit: "inside", withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true });
  const tensor = faceapi.tf.tensor3d(data, [info.height, info.width, 3], "int32");
  try {
    const found = await faceapi.detectAllFaces(tensor, new faceapi.SsdMobilenetv1Options({ minConfidence: 0.4 })).withFaceLandmarks().withFaceDescriptors();
    return found.map(({ descriptor }: { descriptor: Float32Array }) => descriptor);
  } finally {
    tensor.dispose();
  }
}

const distance = (one: Float32Array, another: Float32Array): number => Math.sqrt(one.reduce((sum, value, index) => sum + (value - another[index]!) ** 2, 0));
