/** Find the integration's own entities. */
import type { HomeAssistant } from "./home-assistant.js";

/**
 * Return the id of the entity that shows the "state", the "score", or an area. It is recognized by its
 * translation key, because ids can be changed; disabled entities are missing.
 */
export function ownEntity({ entities = {} }: HomeAssistant, key: string): string | undefined {
  return Object.keys(entities).find((id) => {
    const entity = entities[id];
    return entity?.platform === "security_posture" && entity.translation_key === key;
  });
}
