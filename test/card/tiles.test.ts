import { expect } from "@open-wc/testing";
import { DAY, HOUR, createRisk, iso, mount, unmountAll } from "./builders.js";

/** Return a value; "_" stands for a space that is not broken. */
const value = (shown: HTMLElement): string =>
  shown.querySelector<HTMLElement>(".value")!.innerText.replace(/\u00a0/g, "_");

describe("values of the tiles", () => {
  afterEach(unmountAll);

  async function figure(
    id: string,
    state: string,
    shown: unknown,
    width?: number,
  ): Promise<string> {
    const message = createRisk({ areas: [{ id, state, value: shown }], checks: [] });
    const card = await mount({ message, ...(width ? { width } : {}) });
    return value(card.$(".tile"));
  }

  const FIGURES: [string, string, string, unknown, string][] = [
    [
      "a certificate",
      "encryption",
      "pass",
      { kind: "expires", at: iso(71.5 * DAY) },
      "expires in 71_d",
    ],
    [
      "a day and a half",
      "encryption",
      "warn",
      { kind: "expires", at: iso(1.5 * DAY + 60_000) },
      "expires in 36_h",
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
    ["an older release", "updates", "warn", { kind: "lag", releases: 1 }, "1_release behind"],
    ["old releases", "updates", "fail", { kind: "lag", releases: 4 }, "4_releases behind"],
    ["a fresh backup", "backups", "pass", { kind: "age", at: iso(-9 * HOUR) }, "backup 9_h old"],
    ["an old backup", "backups", "fail", { kind: "age", at: iso(-9 * DAY) }, "backup 9_d old"],
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
      "backup just now",
    ],
    [
      "a backup of this minute",
      "backups",
      "pass",
      { kind: "age", at: iso(-59_000) },
      "backup just now",
    ],
    [
      "a backup of the last minute",
      "backups",
      "pass",
      { kind: "age", at: iso(-60_000) },
      "backup 1_min old",
    ],
    ["bans", "bans", "pass", { kind: "count", n: 3 }, "3_banned"],
    ["a share", "sign_in", "pass", { kind: "count", n: 2, of: 3 }, "2_of 3"],
    ["a count that has no text", "host", "pass", { kind: "count", n: 7 }, "OK"],
  ];
  for (const [name, id, state, shown, expected] of FIGURES) {
    it(`${name}: ${expected}`, async () =>
      expect(await figure(id, state, shown)).to.equal(expected));
  }

  const LONG: [string, string, string, unknown, string][] = [
    [
      "a certificate",
      "encryption",
      "pass",
      { kind: "expires", at: iso(71.5 * DAY) },
      "expires in 71_days",
    ],
    [
      "a certificate of this hour",
      "encryption",
      "warn",
      { kind: "expires", at: iso(90_000) },
      "expires in 1_minute",
    ],
    [
      "a certificate of this second",
      "encryption",
      "warn",
      { kind: "expires", at: iso(900) },
      "expires in 1_minute",
    ],
    [
      "an expired certificate",
      "encryption",
      "fail",
      { kind: "expires", at: iso(-1) },
      "certificate expired",
    ],
    ["a backup", "backups", "pass", { kind: "age", at: iso(-3 * HOUR) }, "backup 3_hours ago"],
    ["a new backup", "backups", "pass", { kind: "age", at: iso() }, "backup just now"],
    ["an old release", "updates", "warn", { kind: "lag", releases: 1 }, "1_release behind"],
  ];
  for (const [name, id, state, shown, expected] of LONG) {
    it(`${name}, where there is room: ${expected}`, async () =>
      expect(await figure(id, state, shown, 464)).to.equal(expected));
  }

  it("the last known value in both lengths", async () => {
    const lastKnown = { kind: "age", at: iso(-3 * HOUR) };
    const areas = [{ id: "backups", state: "pass", value: lastKnown }];
    const message = createRisk({ areas, stale: true });
    for (const [width, expected] of [
      [400, "last: backup 3_h old"],
      [464, "last: backup 3_hours ago"],
    ] as const) {
      const card = await mount({ message, width });
      expect(value(card.$(".tile"))).to.equal(expected);
    }
  });
});
