import { type Chat, defineProvider, fail, judge } from "../../../runtime/contract/index.ts";

/** The stand-in for the role `judge`. It judges nothing, for no rule of thumb is an opinion; whoever asks it says so. */
export const offlineJudge = defineProvider<Chat>({
  service: judge,
  name: "offline",
  label: "offline judge",
  fingerprint: "no-judge@1",
  open: async () => ({
    bind: ({ signal }) => ({
      label: "offline judge",
      async complete() {
        signal.throwIfAborted();
        return fail({ code: "JUDGE_OFFLINE", message: "Nobody judges offline.", hint: "Configure a provider for the role judge." });
      },
    }),
  }),
});
