/** An administrator uses the card on a real Home Assistant: accepted risks, recent changes, restarts. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { Locator } from "playwright-core";
import { DASHBOARD, VIEWS } from "../../../scripts/demo/dashboard.js";
import { Deadline } from "../../../scripts/demo/deadline.js";
import { SCENARIOS } from "../../../scripts/demo/scenarios.js";
import { useHome } from "../home.js";
import { complaints } from "../log.js";
import type { UserPage } from "../page.js";

const REASON = "Only the kitchen's tablet is in that network";
/** The parts of the card's store that the tests read. */
interface Store {
  state: {
    feed: string;
    received: { parsed: { snapshot?: { checked_at: number | null } } } | null;
  };
}

/** Restarts of the process and lost connections, with the page open. `npm run soak` does more. */
const [RESTARTS, DISCONNECTS] = process.env.SOAK ? [20, 5] : [3, 2];

describe("the card, used by an administrator", { timeout: 1_800_000 }, () => {
  const home = useHome(SCENARIOS.mixed, "admin");
  let admin: UserPage;

  before(() => ({ admin } = home));

  /** Return the time of the last full check that the card has received, or 0 without a connection. */
  const checkedAt = (): Promise<number> =>
    admin.card.evaluate((card) => {
      const { state } = (card as unknown as { store: Store }).store;
      const seen = state.received?.parsed.snapshot?.checked_at;
      return (state.feed === "live" && seen) || 0;
    });

  /** Run all checks with the risk accepted, and wait until the card shows the result, not the last one. */
  async function receivesNewCheck(since: number): Promise<void> {
    const deadline = new Deadline(180, new AbortController().signal);
    await deadline.waitUntil("no check was run", async () => {
      const answer = await admin.ask({ type: "security_posture/recheck" });
      return answer === "ok" || undefined;
    });
    await deadline.waitUntil(
      "the card did not receive the result",
      async () => (await checkedAt()) > since || undefined,
    );
    await admin.waitForState("Good");
  }

  /** Return the counts and values that contain a number only. */
  const bareNumbers = (card: Locator): Promise<string[]> =>
    card
      .locator(".counts li, .value")
      .evaluateAll((parts) =>
        parts
          .map((part) => (part as HTMLElement).innerText.trim())
          .filter((text) => !/\p{L}{2,}/u.test(text)),
      );

  const button = (name: string): Locator => admin.card.getByRole("button", { name, exact: true });

  /** Open the finding, and return its row. */
  async function finding(): Promise<Locator> {
    await admin.open(VIEWS.sections);
    await admin.card.locator("button.tile", { hasText: "Login" }).click();
    await admin.rest();
    const row = admin.card.locator(".inside .check", { hasText: "without a password" }).first();
    await row.locator("summary").click();
    return row;
  }

  it("has a meaningful accessibility tree", async () => {
    await admin.open(VIEWS.sections);
    await admin.waitForState("Attention");
    const tree = await admin.card.ariaSnapshot();
    assert.match(tree, /- heading "Home Assistant security Attention" \[level=2\]/);
    assert.match(tree, /- group "Areas"/);
    assert.match(tree, /- button "Updates ?, OK, 1 release behind"/);
    assert.match(tree, /- status: "?Home Assistant security: Attention/);
    assert.doesNotMatch(tree, /- img|undefined|\{/);
  });

  it("accepts a risk, and the counts change", async () => {
    const row = await finding();
    assert.doesNotMatch(await admin.text(), /1\saccepted/);
    await row.getByRole("button", { name: "Accept this risk" }).click();
    await row.getByLabel("Reason").fill(REASON);
    const until = row.getByLabel("Until");
    await until.fill((await until.getAttribute("max")) ?? "");
    await row.getByRole("button", { name: "Accept", exact: true }).click();
    await row.getByText(REASON).waitFor();
    assert.match(await admin.text(), /1\saccepted/);
    assert.match(await row.innerText(), /Accepted by you until/);
    await admin.waitForState("Good"); // the other findings are minor
  });

  it("lists recent changes", async () => {
    await button("Recent changes").click();
    await admin.card.locator(".all").getByText("accepted").first().waitFor();
  });

  it("survives restarts and lost connections with the page open, and keeps the accepted risk", async () => {
    await admin.open(VIEWS.sections);
    for (let n = 0; n < RESTARTS; n++) {
      const since = await checkedAt();
      const back = admin.reconnected();
      await home.instance.homeAssistant.restart();
      await back;
      await receivesNewCheck(since);
      assert.deepEqual(await bareNumbers(admin.card), []);
    }
    for (let n = 0; n < DISCONNECTS; n++) {
      const since = await checkedAt();
      const back = admin.reconnected();
      await admin.goOffline();
      await admin.context.setOffline(false);
      await back;
      await receivesNewCheck(since);
      assert.deepEqual(await bareNumbers(admin.card), []);
    }
    assert.match(await admin.text(), /1\saccepted/);
    const row = await finding();
    assert.match(await row.innerText(), new RegExp(REASON));
  });

  for (const failure of ["is refused", "gets no answer"]) {
    it(`shows its texts when the frontend's only request for them ${failure}`, async () => {
      const page = await admin.context.newPage();
      let failed = 0;
      await page.routeWebSocket(/\/api\/websocket/, (socket) => {
        const server = socket.connectToServer();
        socket.onMessage((sent) => {
          const message = JSON.parse(String(sent)) as Record<string, unknown>;
          const isOurs =
            message.type === "frontend/get_translations" &&
            message.category === "config_panel" &&
            String(message.integration) === "security_posture";
          if (!isOurs || failed > 0) return server.send(sent);
          failed++;
          if (failure !== "is refused") return;
          const error = { code: "unknown_error", message: "" };
          const { id } = message;
          socket.send(JSON.stringify({ id, type: "result", success: false, error }));
        });
      });
      await page.goto(`${home.instance.url}/${DASHBOARD}/${VIEWS.sections}`);
      const card = page.locator("security-posture-card").first();
      await card.locator(".counts li").first().waitFor({ timeout: 30_000 });
      assert.deepEqual(await bareNumbers(card), []);
      await card.getByRole("button", { name: "Check now", exact: true }).waitFor();
      assert.equal(failed, 1);
      await page.close();
    });
  }

  it("reopens the risk", async () => {
    const row = await finding();
    await row.getByRole("button", { name: "Reopen" }).click();
    await row.getByRole("button", { name: "Accept this risk" }).waitFor();
    assert.doesNotMatch(await admin.text(), /1\saccepted/);
  });

  it("causes no error in the page, and no warning in the log", () => {
    assert.deepEqual(
      admin.errors.filter((line) => /security.posture/i.test(line)),
      [],
    );
    assert.deepEqual(complaints(home.instance.homeAssistant.log()), []);
  });
});
