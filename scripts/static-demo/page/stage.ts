/** The place where the card is shown. */
import type { LitElement } from "lit";
import themes from "../recorded/themes.json";
import type { Fields, Themes } from "../recording.js";
import type { Choice, OPEN } from "./choice.js";
import { HOMES } from "./homes.js";
import { localizeIn } from "./languages.js";
import { CardButtons } from "./opening.js";
import { PLACES, type Place } from "./places.js";
import { RecordedConnection } from "./recorded-connection.js";
import { SITUATIONS, type Situation } from "./situations.js";
import { setPace } from "./timers.js";

/** What a dashboard uses of the card. */
interface Card extends LitElement {
  setConfig(config: object): void;
  hass: unknown;
  layout: string;
}

const TIME = /^\d{4}-\d\d-\d\dT/;
/** Where the times of the recordings are shown. */
const TIME_ZONE = "Europe/Berlin";

/** Show what is chosen; `onChange` is called when a command would change something. */
export async function show(
  stage: HTMLElement,
  choice: Choice,
  onChange: () => void,
): Promise<void> {
  setPace("real");
  stage.replaceChildren(); // before timers that would end what the last card does stand still
  const place = PLACES[choice.place] as Place;
  const situation = SITUATIONS[choice.situation] as Situation;
  const isAdmin = choice.user === "admin" && !situation.isForViewers;
  const connection = connect(choice, situation, isAdmin, onChange);
  const localize = localizeIn(choice.language);
  setTheme(stage, choice.theme as keyof Themes);
  stage.className = place.layout;
  stage.style.width = `${place.width}px`;
  stage.style.height = place.height ? `${place.height}px` : "auto";

  const card = document.createElement("security-posture-card") as Card;
  card.lang = choice.language;
  card.setConfig({ type: "custom:security-posture-card", ...place.config });
  card.layout = place.layout;
  card.hass = {
    connection: connection.asConnection,
    localize,
    language: choice.language,
    locale: { language: choice.language, time_format: "language" },
    config: { time_zone: TIME_ZONE },
    user: { is_admin: isAdmin },
    panels: { config: {} },
  };
  const buttons = new CardButtons(card, localize);
  const pace = situation.timers ?? "real";
  // Of a connection that gets lost, only what follows the loss is quick.
  setPace(situation.isLost ? "real" : pace);
  stage.replaceChildren(card);
  await buttons.settle();
  if (situation.isLost) {
    setPace(pace);
    connection.drop();
  }
  if (pace === "at-once") {
    await nextTurn();
    setPace("real");
    await buttons.settle();
  }
  await buttons.open(choice.open as keyof typeof OPEN);
}

function connect(
  choice: Choice,
  situation: Situation,
  isAdmin: boolean,
  onChange: () => void,
): RecordedConnection {
  const { recording } = HOMES[choice.home as keyof typeof HOMES];
  // As if it had been recorded just now: ages stay what they were.
  const by = Date.now() - Date.parse(String(recording.admin.now));
  const current = shifted(recording, by) as typeof recording;
  const { edit = (message: Fields): Fields => message } = situation;
  const message = { ...(isAdmin ? current.admin : current.viewer), card: "" };
  return new RecordedConnection(current, edit(message), situation, onChange);
}

/** Shift every time in a value by a number of milliseconds. */
function shifted(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((each) => shifted(each, by));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shifted(each, by)]));
  }
  const isTime = typeof value === "string" && TIME.test(value);
  return isTime ? new Date(Date.parse(value) + by).toISOString() : value;
}

/** Wait until the timers that are due have run. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function setTheme(stage: HTMLElement, name: keyof Themes): void {
  const { variables, inherited } = (themes as Themes)[name];
  document.documentElement.dataset.theme = name;
  for (const [property, value] of Object.entries({ ...variables, ...inherited })) {
    stage.style.setProperty(property, value);
  }
}
