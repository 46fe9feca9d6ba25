import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { type CharacterIdentity, Episode, Finding, identityFindings, IdentityReport, IdentityVerdict } from "../story/index.ts";
import { charactersIn } from "./identity/characters.ts";

/** Gathers what was said of single shots, so that a face that changes from scene to scene is seen. */
export const identity = defineNode({
  type: "qa/identity",
  version: 1,
  title: "Identity check",
  summary: "Gathers the identity verdicts of an episode by character: score by shot, trend, the two shots that differ most, copies.",
  inputs: {
    verdicts: port.value(Type.Array(IdentityVerdict), { title: "Identity verdicts", summary: "Of all shots of an episode, in order." }),
    episode: port.value(Episode, { title: "Episode" }),
  },
  outputs: { report: port.value(IdentityReport, { title: "Identity report" }), findings: port.value(Type.Array(Finding), { title: "Findings" }) },

  async run({ inputs: { verdicts, episode: { id, index, title } } }) {
    const characters = charactersIn(verdicts);
    const by = [...new Set(verdicts.filter((verdict) => verdict.characters.length > 0).map((verdict) => verdict.by))].toSorted();
    return { report: { id, index, title, characters, by }, findings: findingsOf(verdicts, characters) };
  },
});

/** What single shots have to tell; what only shows over all of them; and the check that held, where somebody could see. */
function findingsOf(verdicts: readonly IdentityVerdict[], characters: readonly CharacterIdentity[]): Finding[] {
  const single = verdicts.flatMap(identityFindings);
  const unseen = single.filter(({ check }) => check === "identity/stand-in");
  const told = single.filter(({ check }) => check !== "identity/stand-in");
  const uneven = characters.flatMap((character) => (character.worst && character.worst.differing.length > 0 ? [unevenFinding(character, character.worst)] : []));
  const looked = verdicts.filter(({ by, characters: people }) => people.length > 0 && !unseen.some(({ measured }) => measured === by)).length;
  const held: Finding[] = told.length === 0 && looked > 0 ? [{ check: "identity/kept", severity: "pass", message: `Everyone looks as anchored in ${looked} ${looked === 1 ? "shot" : "shots"}.` }] : [];
  return [...told, ...uneven, ...standIns(unseen), ...held];
}

/** Once for every stand-in, not for every shot. */
function standIns(unseen: readonly Finding[]): Finding[] {
  return [...new Set(unseen.map(({ measured }) => measured))].map((label) => {
    const { where: _where, ...finding } = unseen.find(({ measured }) => measured === label)!;
    return { ...finding, message: `${finding.message.slice(0, -1)} (${unseen.filter(({ measured }) => measured === label).length} shots).` };
  });
}

function unevenFinding({ name }: CharacterIdentity, { one, other, gap, differing }: NonNullable<CharacterIdentity["worst"]>): Finding {
  const [scene, shot] = other.split("/");
  return {
    check: "identity/uneven", severity: "info", message: `${name} differs most between ${one} and ${other}: ${differing.join(", ")}.`,
    hint: "Look at the two side by side.", where: { ...(scene ? { scene } : {}), ...(shot ? { shot } : {}) }, measured: `scores ${gap.toFixed(2)} apart`,
  };
}
