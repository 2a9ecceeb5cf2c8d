/** Find the integration's own entities. */
import type { HomeAssistant } from "./home-assistant.js";

/**
 * Return their ids by what they show: "state", "score", or the id of an area. They are recognized by
 * their translation key, because ids can be changed; disabled entities are missing.
 */
export function ownEntities({
  entities = {},
}: Pick<HomeAssistant, "entities">): Map<string, string> {
  const found = new Map<string, string>();
  for (const [id, entity] of Object.entries(entities)) {
    if (entity?.platform === "security_posture" && entity.translation_key)
      found.set(entity.translation_key, id);
  }
  return found;
}
