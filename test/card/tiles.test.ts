import { expect } from "@open-wc/testing";
import { DAY, HOUR, createRisk, iso, mount, unmountAll } from "./builders.js";

const value = (shown: HTMLElement): string => shown.querySelector(".value")!.textContent!;

describe("figures of the tiles", () => {
  afterEach(unmountAll);

  async function figure(id: string, state: string, shown: unknown): Promise<string> {
    const message = createRisk({ areas: [{ id, state, value: shown }], checks: [] });
    const card = await mount({ message });
    return value(card.$(".tile"));
  }

  const FIGURES: [string, string, string, unknown, string][] = [
    [
      "a certificate",
      "encryption",
      "pass",
      { kind: "expires", at: iso(71.5 * DAY) },
      "expires in 71 d",
    ],
    [
      "a day and a half",
      "encryption",
      "warn",
      { kind: "expires", at: iso(1.5 * DAY + 60_000) },
      "expires in 36 h",
    ],
    [
      "an ended certificate",
      "encryption",
      "fail",
      { kind: "expires", at: iso(-1) },
      "certificate expired",
    ],
    ["another fault", "encryption", "fail", { kind: "expires", at: iso(71 * DAY) }, "at risk"],
    ["the newest release", "updates", "pass", { kind: "lag", releases: 0 }, "up to date"],
    ["an older release", "updates", "warn", { kind: "lag", releases: 1 }, "1 release behind"],
    ["old releases", "updates", "fail", { kind: "lag", releases: 4 }, "4 releases behind"],
    ["a fresh backup", "backups", "pass", { kind: "age", at: iso(-9 * HOUR) }, "backup 9 h old"],
    ["an old backup", "backups", "fail", { kind: "age", at: iso(-9 * DAY) }, "backup 9 d old"],
    [
      "a fresh but bare backup",
      "backups",
      "warn",
      { kind: "age", at: iso(-HOUR) },
      "needs attention",
    ],
    [
      "a backup from the future",
      "backups",
      "pass",
      { kind: "age", at: iso(HOUR) },
      "backup 0 min old",
    ],
    ["bans", "bans", "pass", { kind: "count", n: 3 }, "3 banned"],
    ["a share", "sign_in", "pass", { kind: "count", n: 2, of: 3 }, "2 of 3"],
    ["a count without a word", "host", "pass", { kind: "count", n: 7 }, "7"],
  ];
  for (const [name, id, state, shown, said] of FIGURES) {
    it(`${name}: ${said}`, async () => expect(await figure(id, state, shown)).to.equal(said));
  }
});
