/** What producers of vertical drama choose from. Pixels of a picture 1080 wide; see `types.js`. */
export const looks = {
  drama: { bold: true, size: 54, spacing: 0, fill: "#ffffff", outline: 4, outlineColour: "#14100c", shadow: 2, plate: 0, highlight: "none", highlightColour: "#ffd84a", motion: "none", position: "bottom", second: { size: 0.62, fill: "#f3e9d2" } },
  karaoke: { bold: true, size: 60, spacing: 1, fill: "#ffffff", outline: 5, outlineColour: "#1a1026", shadow: 0, plate: 0, highlight: "sweep", highlightColour: "#ffd84a", motion: "none", position: "bottom", second: { size: 0.58, fill: "#e9e3f5" } },
  plate: { bold: true, size: 50, spacing: 0, fill: "#ffffff", outline: 0, outlineColour: "#000000", shadow: 0, plate: 0.66, highlight: "none", highlightColour: "#7fe3c0", motion: "fade", position: "bottom", second: { size: 0.64, fill: "#cfe8df" } },
  cinema: { bold: true, size: 48, spacing: 2, fill: "#fbf6ea", outline: 2, outlineColour: "#0c0a08", shadow: 1.5, plate: 0, highlight: "none", highlightColour: "#f0c674", motion: "fade", position: "bottom", second: { size: 0.72, fill: "#e8dcc0" } },
  punch: { bold: true, size: 84, spacing: 0, fill: "#ffe14d", outline: 8, outlineColour: "#161012", shadow: 4, plate: 0, highlight: "none", highlightColour: "#ffffff", motion: "pop", position: "middle", second: { size: 0.46, fill: "#ffffff" } },
};

const upright = (top, right, bottom, left) => ({ top: top / 1920, right: right / 1080, bottom: bottom / 1920, left: left / 1080 });

/** What the apps' own buttons and words cover, as parts of the picture: after their published guides, rounded away from the edge. */
export const platforms = {
  douyin: upright(150, 150, 440, 60),
  reels: upright(270, 130, 670, 65),
  shorts: upright(200, 160, 480, 60),
  plain: { top: 0.05, right: 0.05, bottom: 0.06, left: 0.05 },
};

/** Bright enough on any picture with a dark outline, and told apart when they light up in white text. */
export const voices = ["#ffffff", "#7fd4ff", "#ff9db5", "#a8ec83", "#ffd84a", "#c9a8ff", "#ffb07a", "#7eeacb"];
