/** A separate page for the built card, with policies that the test page does not have. */
import type { SecurityPostureCard } from "../../src/security-posture-card.js";
import { createHass, handle, type FakeConnection, type Mounted } from "./builders.js";
import { settled } from "./clock.js";
import { PANELS, open } from "./sample-cards.js";

export interface Harness {
  page: Window & typeof globalThis;
  /** Violations of the page's policy. */
  violations: string[];
  errors: string[];
}

/** Open the page, and wait until the bundle has defined the card there. */
export async function openHarness(query: Record<string, string>): Promise<Harness> {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width: 1300px; height: 1200px";
  frame.src = `/harness.html?${new URLSearchParams(query).toString()}`;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  document.body.append(frame);
  await loaded;
  const page = frame.contentWindow as Harness["page"];
  const harness: Harness = { page, violations: [], errors: [] };
  page.document.addEventListener("securitypolicyviolation", (event) => {
    harness.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
  page.addEventListener("error", ({ message }) => harness.errors.push(message));
  page.addEventListener("unhandledrejection", ({ reason }) => harness.errors.push(String(reason)));
  await page.customElements.whenDefined("security-posture-card");
  return harness;
}

/** Put the card on that page, in a number of rows of the dashboard's grid or with automatic height. */
export async function mountIn(
  { page }: Harness,
  connection: FakeConnection,
  width = 384,
  rows?: number,
): Promise<Mounted> {
  const card = page.document.createElement("security-posture-card") as SecurityPostureCard;
  card.setConfig({ type: "custom:security-posture-card", grid_options: { rows } });
  card.hass = createHass(connection);
  const box = page.document.createElement("div");
  box.append(card);
  page.document.body.append(box);
  box.style.width = `${width}px`;
  if (rows) box.style.height = `${rows * 64 - 8}px`;
  Object.defineProperty(card, "renderRoot", { value: card.shadowRoot });
  const mounted = handle(card, connection);
  await settled();
  await mounted.settle();
  return mounted;
}

/** Use all an administrator can: open every panel, accept a risk, check, make a copy. */
export async function wholeSession(card: Mounted): Promise<string[]> {
  const texts: string[] = [];
  for (const panel of Object.keys(PANELS)) {
    await open(card, panel);
    texts.push(card.text());
    const form = card.root.querySelector("form");
    if (!form) continue;
    const [reason, until] = form.querySelectorAll("input");
    reason!.value = "It is offline";
    until!.value = until!.max;
    form.requestSubmit();
    await settled();
  }
  await card.press(".buttons .plain:last-child");
  return texts;
}
