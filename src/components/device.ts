/** The row about this device; nothing if it has no problem. */
import { html, nothing, type TemplateResult } from "lit";
import type { DeviceCheck } from "../model/device-checks.js";
import { words } from "../ha/localize.js";
import { glyph } from "./glyph.js";

export function device(
  found: DeviceCheck[],
  onDismiss: () => void,
): TemplateResult | typeof nothing {
  if (!found.length) return nothing;
  const problems = found.map((name) => words.text(`device.${name}`));
  return html`<section class="device" aria-label=${words.text("device.heading")}>
    ${glyph("fault")}
    <p class="text"><strong>${words.text("device.heading")}</strong> ${problems.join(" ")}</p>
    <button class="plain" @click=${onDismiss}>${words.text("device.dismiss")}</button>
  </section>`;
}
