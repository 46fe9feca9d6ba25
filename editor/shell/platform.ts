/** Whether the keyboard in front of the user has a Cmd key. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
