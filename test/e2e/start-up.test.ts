/** Pages that open while Home Assistant starts show the card, and nobody touches them. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { complaints } from "./log.js";
import { Settings } from "./options-flow.js";
import { Starts, tableOf, type Profile, type Start } from "./start-up/starts.js";

/** For each profile. */
const STARTS = process.env.SOAK ? 10 : 1;

describe("pages that open while Home Assistant starts", { timeout: 1_800_000 }, () => {
  let starts: Starts;
  const done: Start[] = [];

  before(async () => {
    starts = await Starts.prepare();
  });

  after(async () => {
    await starts?.stop();
    console.log(tableOf(done));
  });

  it("stay without the card if the box is not ticked", async () => {
    assert.ok(await starts.staysWithoutCard());
  });

  it("cost one dashboard resource, once", async () => {
    await new Settings(starts.instance).choose({ keep_card: true });
    await starts.waitForLoaders(1);
  });

  for (const profile of ["cold", "warm"] satisfies Profile[]) {
    it(`heal in a ${profile} profile`, async () => {
      for (let i = 0; i < STARTS; i += 1) {
        const start = await starts.run(profile);
        done.push(start);
        assert.equal(start.isLate, false, "the page was opened too late");
        assert.notEqual(start.readable, null, tableOf(done));
        assert.equal(new Set(start.loaded).size, 1, "the card was loaded twice");
        assert.match(start.loaded[0] ?? "", /\/security_posture\/card\.js\?v=[0-9a-f]{12}$/);
      }
      assert.equal((await starts.loaders()).length, 1);
    });
  }

  it("heal if they were opened before, and Home Assistant restarts", async () => {
    await starts.watch(async (readable) => {
      for (let i = 0; i < STARTS; i += 1) {
        await starts.restart();
        assert.ok(await readable());
      }
    });
  });

  it("heal behind a proxy that forbids the resource, when they are opened later", async () => {
    assert.ok(await starts.isReadableUnderPolicy("script-src 'self' 'unsafe-inline'"));
  });

  it("heal if the card's file cannot be loaded once", async () => {
    assert.ok(await starts.isReadableAfterLoss());
  });

  it("are as before once the box is unticked", async () => {
    await new Settings(starts.instance).choose({ keep_card: false });
    await starts.waitForLoaders(0);
  });

  it("cause no warning in the log", () => {
    assert.deepEqual(complaints(starts.instance.homeAssistant.log()), []);
  });
});
