/** Recent changes stand under the day on which they were seen, in Home Assistant's time zone. */
import { expect } from "@open-wc/testing";
import { DAY, HOUR, NOW, createRisk, mount, unmountAll, type Mounted } from "./builders.js";
import { settled } from "./clock.js";

async function changesAt(times: number[], hass = {}, now = NOW): Promise<Mounted> {
  const message = createRisk({ now: new Date(now).toISOString() });
  const card = await mount({ message, hass });
  card.connection.replies["security_posture/changes"] = {
    looked_at: null,
    changes: times.map((at, n) => ({
      kind: ["opened", "resolved", "accepted"][n % 3],
      at: new Date(at).toISOString(),
      check_id: "bans_disabled",
      severity: "high",
    })),
  };
  await card.press(".buttons .plain:nth-child(2)");
  await settled();
  await card.settle();
  return card;
}

const days = (card: Mounted): string[] => card.$$(".day").map(({ textContent }) => textContent!);
const counts = (card: Mounted): number[] =>
  card.$$(".day + ul").map(({ children }) => children.length);

describe("recent changes", () => {
  afterEach(unmountAll);

  it("are grouped by day, the newest first", async () => {
    // It is 14:00 in Berlin.
    const card = await changesAt([NOW - 3 * DAY, NOW - HOUR, NOW - 15 * HOUR, NOW - 2 * HOUR]);
    expect(days(card)).to.deep.equal(["today", "yesterday", "May 3, 2031"]);
    expect(counts(card)).to.deep.equal([2, 1, 1]);
    const times = card.$$(".change .text > .quiet").map(({ textContent }) => textContent);
    expect(times).to.deep.equal(["13:00", "12:00", "23:00", "14:00"]);
    expect(getComputedStyle(card.$(".day"), "::first-letter").textTransform).to.equal("uppercase");
  });

  it("are of the day in Home Assistant's time zone", async () => {
    const at = Date.UTC(2031, 4, 6, 2); // 04:00 in Berlin, the evening before in New York
    expect(days(await changesAt([at]))).to.deep.equal(["today"]);
    unmountAll();
    const hass = { config: { time_zone: "America/New_York" } };
    expect(days(await changesAt([at], hass))).to.deep.equal(["yesterday"]);
  });

  it("know the day before one of 23 and of 25 hours", async () => {
    for (const night of ["2031-03-30T10:00:00Z", "2031-10-26T10:00:00Z"]) {
      const now = Date.parse(night);
      const card = await changesAt([now - 22 * HOUR], {}, now);
      expect(days(card), night).to.deep.equal(["yesterday"]);
      unmountAll();
    }
  });

  it("name the day in the user's language", async () => {
    const german = { locale: { language: "de", time_format: "24" } };
    expect(days(await changesAt([NOW, NOW - DAY, NOW - 9 * DAY], german))).to.deep.equal([
      "heute",
      "gestern",
      "27. April 2031",
    ]);
  });

  it("say so when there are none", async () => {
    const card = await changesAt([]);
    expect(days(card)).to.have.length(0);
    expect(card.$(".all").textContent).to.contain("No changes since Security Posture was set up.");
  });
});
