import { expect } from "@open-wc/testing";
import { DAY, HOUR, createRisk, createSnapshot, iso, mount, unmountAll } from "./builders.js";
import { Clock } from "./clock.js";

/** Return the first and the last day that the form of an acceptance allows. */
async function days(now: string, time_zone: string): Promise<string[]> {
  const hass = { config: { time_zone } };
  const card = await mount({ message: createRisk({ now, checked_at: now }), hass });
  await card.press("button.tile:nth-of-type(3)");
  await card.openRows();
  await card.press(".check .plain[aria-expanded=false]:last-of-type");
  const { min, max } = card.$("input[type=date]") as HTMLInputElement;
  return [min, max];
}

describe("dates", () => {
  afterEach(unmountAll);

  // Days of Home Assistant's time zone, which may have 23 or 25 hours.
  const NOWS: [string, string, string, string][] = [
    ["2031-05-06T12:00:00Z", "Europe/Berlin", "2031-05-07", "2032-05-05"],
    ["2031-05-06T23:30:00Z", "Europe/Berlin", "2031-05-08", "2032-05-06"],
    ["2031-05-06T03:30:00Z", "America/Los_Angeles", "2031-05-06", "2032-05-04"],
    ["2031-05-06T12:00:00Z", "Pacific/Kiritimati", "2031-05-08", "2032-05-06"],
    ["2031-10-25T22:10:00Z", "Europe/Berlin", "2031-10-27", "2032-10-25"], // 25 hours
    ["2031-03-29T22:30:00Z", "Europe/Berlin", "2031-03-30", "2032-03-28"], // 23 hours
    ["2031-12-31T23:59:59Z", "UTC", "2032-01-01", "2032-12-30"],
  ];
  for (const [now, zone, first, last] of NOWS) {
    it(`a risk can be accepted until tomorrow at the earliest, at ${now} in ${zone}`, async () => {
      expect(await days(now, zone)).to.deep.equal([first, last]);
    });
  }

  it("an acceptance begins with 90 days", async () => {
    const card = await mount({ message: createRisk() });
    await card.press("button.tile:nth-of-type(3)");
    await card.openRows();
    await card.press(".check .bare");
    const until = card.$("input[type=date]") as HTMLInputElement;
    expect(until.value).to.equal("2031-08-04");
    expect(until.value <= until.max).to.equal(true);
    until.value = "2031-06-01";
    card.connection.push(createRisk({ checked_at: iso(-HOUR) }));
    await card.settle();
    expect(until.value, "what was chosen stays").to.equal("2031-06-01");
  });

  it("times are in Home Assistant's time zone when the clocks change", async () => {
    const since = "2031-10-26T01:30:00Z"; // 02:30 for the second time
    const [check] = (createRisk().checks as Record<string, unknown>[]).slice(1);
    const card = await mount({ message: createRisk({ checks: [{ ...check, since }] }) });
    await card.press("button.tile:nth-of-type(3)");
    await card.openRows();
    expect(card.text()).to.contain("October 26, 2031, 02:30");
  });

  it("no age is negative or decreases when the clocks change", async () => {
    const at = Date.UTC(2031, 9, 26, 0, 30);
    const clock = new Clock();
    clock.install();
    try {
      const message = createSnapshot({
        now: new Date(at + 60_000).toISOString(),
        checked_at: new Date(at).toISOString(),
      });
      const card = await mount({ message });
      const ages: string[] = [];
      for (let hour = 0; hour < 4; hour++) {
        ages.push(/Checked (.+? ago)/.exec(card.text())![1]!);
        await clock.advance(HOUR);
        await card.settle();
      }
      expect(ages).to.deep.equal(["1 min. ago", "1 hr. ago", "2 hr. ago", "3 hr. ago"]);
    } finally {
      clock.restore();
    }
  });

  it("a snapshot older than its own check is shown as just now", async () => {
    const card = await mount({ message: createSnapshot({ checked_at: iso(60_000) }) });
    expect(card.text()).to.contain("Checked just now");
    expect(card.text()).not.to.match(/-\d|in \d/);
    const far = await mount({ message: createSnapshot({ checked_at: iso(DAY) }) });
    expect(far.$(".word").textContent!.trim()).to.equal("Outdated");
  });
});
