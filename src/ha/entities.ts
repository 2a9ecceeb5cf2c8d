/** Find the integration's own entities. */
import type { HomeAssistant } from "./home-assistant.js";

type Entities = HomeAssistant["entities"];

let searched: Entities;
let found = new Map<string, string>();

/**
 * Return their ids by what they show: "state", "score", or the id of an area. They are recognized by
 * their translation key, because ids can be changed; disabled entities are missing.
 */
export function ownEntities(entities: Entities): ReadonlyMap<string, string> {
  if (entities !== searched) {
    searched = entities;
    found = new Map();
    for (const [id, entity] of Object.entries(entities ?? {})) {
      const { platform, translation_key: key } = entity ?? {};
      if (platform === "security_posture" && key) found.set(key, id);
    }
  }
  return found;
}
