/** The quiet row about the device itself; nothing where there is nothing to say. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { DeviceCheck } from "../model/device-checks.js";
import { words } from "../ha/localize.js";
import { glyph } from "./glyph.js";

export function device(found: DeviceCheck[]): TemplateResult | typeof nothing {
  const said = found.map((name) => words.text(`device.${name}`)).filter(Boolean);
  if (!said.length) return nothing;
  return html`<section class="device" aria-label=${words.text("device.heading")}>
    ${glyph("fault")}
    <p class="text"><strong>${words.text("device.heading")}</strong> ${said.join(" ")}</p>
  </section>`;
}
