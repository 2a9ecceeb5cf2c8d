/** What a press does: the configured action, or more-info of the entity that belongs to what was pressed. */
import { hasAction, type ActionConfig } from "custom-card-helpers";
import { ownEntity } from "../ha/entities.js";
import type { HomeAssistant } from "../ha/home-assistant.js";

export type Gesture = "tap" | "hold" | "double_tap";
/** What can be pressed: the state, the score, or an area by its id. */
export type Subject = string;

/** The options with actions. Those of areas are used in place of the others, where they are set. */
export type ActionOptions = {
  [Option in `${"" | "area_"}${Gesture}_action`]?: ActionConfig;
};

/** An action as Home Assistant's own handler takes it, which knows every type of action. */
export interface HassAction {
  config: { [option: string]: ActionConfig | string | undefined; entity?: string | undefined };
  action: Gesture;
}

const MORE_INFO: ActionConfig = { action: "more-info" };

/** Return what a gesture does; null for nothing. */
export function actionFor(
  hass: HomeAssistant,
  config: ActionOptions,
  subject: Subject,
  action: Gesture,
): HassAction | null {
  const option = `${action}_action` as const;
  const own = (!isOfState(subject) && config[`area_${option}`]) || config[option];
  // A configured tap applies to the whole of the state, with the score in it.
  if (subject === "score" && (own || action !== "tap")) return null;
  const chosen = own ?? (action === "tap" ? MORE_INFO : undefined);
  if (!chosen || !hasAction(chosen)) return null;
  const entity = ownEntity(hass, subject);
  if (chosen.action === "more-info" && !chosen.entity && !entity) return null;
  return { config: { entity, [option]: chosen }, action };
}

/** Return whether this is no area. */
export function isOfState(subject: Subject): boolean {
  return subject === "state" || subject === "score";
}
