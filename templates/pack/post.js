import { defineNode, fail, port, Type, valueType } from "reelwright/pack";
import { Episode } from "reelwright/story";

/** What is published with one episode. Other nodes can take it: its name is its type. */
export const Post = valueType("sparkle/post", Type.Object({
  id: Type.String(),
  title: Type.String(),
  text: Type.String(),
  tags: Type.Array(Type.String()),
}));

export const post = defineNode({
  type: "sparkle/post",
  version: 1,
  title: "Post",
  summary: "Writes the post that goes with an episode: its title, the line that leaves everybody waiting, and tags.",
  inputs: {
    episode: port.value(Episode, { title: "Episode", summary: "The episode that is published." }),
    tags: port.value(Type.Array(Type.String(), { default: [] }), { title: "Tags", summary: "With or without #." }),
    length: port.value(Type.Integer({ minimum: 40, maximum: 5000, default: 150 }), { title: "Length", summary: "The most characters that the place allows; the line is cut, tags are not." }),
  },
  outputs: {
    post: port.value(Post, { title: "Post", summary: "Title, text and tags by themselves." }),
    text: port.value(Type.String(), { title: "Text", summary: "All of it, to be pasted." }),
  },

  // An episode at a time: where a whole series comes in, this runs once for each of them.
  async run({ inputs: { episode, tags, length } }) {
    const line = lastLine(episode);
    if (line === undefined) fail({ code: "SPARKLE_SILENT", port: "episode", message: `Nothing is said in episode ${episode.id}.`, hint: "Connect an episode whose scenes are written." });
    const title = titleOf(episode);
    const marked = tags.map((tag) => `#${tag.replace(/^#/, "").replaceAll(/\s+/g, "")}`);
    const room = length - [title, ...marked].join(" ").length - 2;
    const post = { id: episode.id, title, text: shortened(line, room), tags: marked };
    return { post, text: [post.title, post.text, post.tags.join(" ")].filter((part) => part !== "").join("\n") };
  },
});

/** The last thing that somebody says: an episode ends where it hurts most. @param {Episode} episode */
function lastLine({ scenes }) {
  return scenes.flatMap(({ lines }) => lines).filter(({ speaker }) => speaker !== "").at(-1)?.text;
}

/** @param {Episode} episode */
function titleOf({ index, title, language }) {
  const number = language.startsWith("zh") ? `第${index}集` : `Episode ${index}`;
  return title === "" ? number : `${number} · ${title}`;
}

/** @param {string} text @param {number} length */
function shortened(text, length) {
  const letters = [...text];
  return letters.length <= length ? text : `${letters.slice(0, Math.max(0, length - 1)).join("")}…`;
}
