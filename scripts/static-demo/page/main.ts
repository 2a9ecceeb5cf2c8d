/** The page: controls at the top, the card below. */
import { CONTROLS, choiceIn, hashOf, type Choice } from "./choice.js";
import { defineHaCard } from "./ha-card.js";
import { defineHaIcon } from "./ha-icon.js";
import { show } from "./stage.js";
import { installTimers } from "./timers.js";

const SAVED_NOWHERE = "This page shows recordings: nothing is sent, and nothing changes.";
const IN_HOME_ASSISTANT = "In Home Assistant, this opens: ";

const stage = element("stage");
const notice = element("notice");
const selects = new Map(
  (Object.keys(CONTROLS) as (keyof Choice)[]).map((name) => [name, addControl(name)]),
);
// One after the other; a later choice outdates those before it.
let latest = 0;
let shown: Promise<unknown> = Promise.resolve();

function element(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}

function addControl(name: keyof Choice): HTMLSelectElement {
  const { label, options } = CONTROLS[name];
  const select = document.createElement("select");
  select.name = name;
  for (const [value, text] of options) select.add(new Option(text, value));
  select.addEventListener("change", () => {
    location.hash = hashOf({ ...choiceIn(location.hash), [name]: select.value });
  });
  const row = document.createElement("label");
  row.append(label, select);
  element("controls").append(row);
  return select;
}

/** Show what the address says. */
function update(): void {
  const choice = choiceIn(location.hash);
  for (const [name, select] of selects) select.value = choice[name];
  (selects.get("open") as HTMLSelectElement).disabled = choice.user !== "admin";
  notice.textContent = "";
  delete stage.dataset.shown;
  const mine = ++latest;
  shown = shown
    .then(async () => {
      if (mine !== latest) return;
      await show(stage, choice, () => (notice.textContent = SAVED_NOWHERE));
      if (mine === latest) stage.dataset.shown = hashOf(choice);
    })
    .catch((error: unknown) => (notice.textContent = String(error)));
}

/** Links to Home Assistant's pages lead nowhere here: say where they would. */
function stayHere(event: MouseEvent): void {
  const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
  const target = link?.getAttribute("href");
  if (!target?.startsWith("/")) return;
  event.preventDefault();
  event.stopPropagation();
  notice.textContent = IN_HOME_ASSISTANT + target;
}

installTimers();
defineHaCard();
defineHaIcon();
document.addEventListener("click", stayHere, { capture: true });
window.addEventListener("hashchange", update);
void customElements.whenDefined("security-posture-card").then(update);
