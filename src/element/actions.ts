/** What a press does: the configured action, or more-info of the entity that belongs to what was pressed. */
import { hasAction, type ActionConfig } from "custom-card-helpers";

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

/** Return what a gesture does; null for nothing. `entities` are the ids by subject. */
export function actionFor(
  config: ActionOptions,
  subject: Subject,
  action: Gesture,
  entities: ReadonlyMap<string, string>,
): HassAction | null {
  const option = `${action}_action` as const;
  const entity = entities.get(subject);
  const isArea = subject !== "state" && subject !== "score";
  const own = (isArea && config[`area_${option}`]) || config[option];
  // A configured tap applies to the whole of the state, with the score in it.
  const isCovered = subject === "score" && (own ?? action !== "tap");
  const chosen = own ?? (action === "tap" ? MORE_INFO : undefined);
  if (isCovered || !chosen || !hasAction(chosen)) return null;
  if (chosen.action === "more-info" && !chosen.entity && !entity) return null;
  return { config: { entity, [option]: chosen }, action };
}
