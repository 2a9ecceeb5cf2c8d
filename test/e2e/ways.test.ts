/** The ways in of every scenario, on a real Home Assistant. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { useHome } from "./home.js";
import { EXPECTED } from "./ways/expected.js";

interface Line {
  open: number;
  effort: number;
  untold: number;
  first: string[];
}

interface Sent extends Record<"internet" | "home_network" | "website" | "publisher", Line> {
  first: string[];
  signs: { found: string[]; untold: string[] };
  how_far: object;
  way_back: {
    place: string;
    at: string | null;
    encrypted: boolean | null;
    deletable: boolean | null;
  };
  list: { steps: string[]; sureness: string }[];
  steps: Record<string, { from: string }>;
}

const STARTS = ["internet", "home_network", "website", "publisher"] as const;
const MAX_BYTES = 8 * 1024;

for (const [name, expected] of Object.entries(EXPECTED)) {
  describe(`the ways into the scenario ${name}`, { timeout: 900_000 }, () => {
    const home = useHome(expected.scenario);

    it("are those of its description", async () => {
      const { ways } = (await home.instance.snapshot()) as unknown as { ways: Sent };
      const of = <T>(choose: (start: (typeof STARTS)[number]) => T): Record<string, T> =>
        Object.fromEntries(STARTS.map((start) => [start, choose(start)]));
      const found = {
        ways: of((start) =>
          ways.list
            .filter(({ steps: [step = ""] }) => ways.steps[step]?.from === start)
            .map(({ steps, sureness }) => [sureness, ...steps].join(" "))
            .sort(),
        ),
        first: of((start) => ways[start].first),
        signs: ways.signs.found,
        howFar: ways.how_far,
        wayBack: [ways.way_back.place, ways.way_back.encrypted, ways.way_back.deletable],
      };
      assert.deepEqual(found, {
        ways: of((start) => expected.ways[start].map((way) => way.join(" ")).sort()),
        first: expected.first,
        signs: expected.signs,
        howFar: expected.howFar,
        wayBack: expected.wayBack,
      });
      for (const start of STARTS) {
        const { open, effort, untold } = ways[start];
        assert.equal(open + effort + untold, expected.ways[start].length);
      }
      assert.deepEqual(ways.first, expected.first.internet);
      assert.ok(JSON.stringify(ways).length < MAX_BYTES);
    });
  });
}
