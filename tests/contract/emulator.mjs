// emulate's Slack on a free port of this machine. The first line of standard input is its seed (JSON); it says its
// address on standard output, and ends when standard input does, so that it never outlives the tests.
import { createInterface } from "node:readline";
import { createEmulator } from "emulate";

const lines = createInterface({ input: process.stdin });
lines.once("close", () => process.exit(0));
lines.once("line", async (seed) => {
  const emulator = await createEmulator({ service: "slack", port: 0, seed: JSON.parse(seed) });
  console.log(emulator.url);
});
