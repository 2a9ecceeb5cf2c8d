/** `hass` of a home with many entities that change one after the other. */
import { createHass, type FakeConnection } from "../../card/builders.js";

interface Entity {
  entity_id: string;
  state: string;
  attributes: { friendly_name: string };
  last_changed: string;
}

export interface Hass {
  language: string;
  states: Record<string, Entity>;
}

const ENTITIES = 500;
/** The first entities never change: a naive card shows some of them. */
const SHOWN = 100;

export class Home {
  hass: Hass;
  private changes = 0;

  constructor(connection: FakeConnection) {
    const ids = Array.from({ length: ENTITIES }, (_, n) => `sensor.e${n}`);
    const states = Object.fromEntries(ids.map((id) => [id, entity(id, 0)]));
    this.hass = createHass(connection, { states, themes: {} }) as unknown as Hass;
  }

  /** Return a new `hass` as Home Assistant creates it: one entity is new, all else keeps its identity. */
  unrelated(): Hass {
    const changed = ++this.changes;
    const id = `sensor.e${SHOWN + (changed % (ENTITIES - SHOWN))}`;
    const states = { ...this.hass.states, [id]: entity(id, changed) };
    return (this.hass = { ...this.hass, states });
  }

  /** Return a new `hass` with some other properties. */
  related(part: object): Hass {
    return (this.hass = { ...this.hass, ...part });
  }
}

function entity(id: string, changed: number): Entity {
  return {
    entity_id: id,
    state: changed % 2 ? "on" : "off",
    attributes: { friendly_name: `Name of ${id}` },
    last_changed: new Date(changed * 1_000).toISOString(),
  };
}
