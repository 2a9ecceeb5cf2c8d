/** Press the card's own buttons, as an administrator would. */
import type { LitElement } from "lit";
import type { Localize } from "../../../src/ha/home-assistant.js";
import type { OPEN } from "./choice.js";

export class CardButtons {
  constructor(
    private readonly card: LitElement,
    private readonly localize: Localize,
  ) {}

  /** Open something; nothing happens where it is not offered. */
  async open(what: keyof typeof OPEN): Promise<void> {
    switch (what) {
      case "none":
        return;
      case "area":
        return this.openArea();
      case "evidence":
        return this.openFinding("card.evidence");
      case "accept":
        return this.openFinding("risk.accept");
      case "checks":
        return this.press("card.all_checks");
      case "changes":
        return this.press("changes.open");
      case "review":
      case "copy":
        return this.openCopy(what === "copy");
    }
  }

  /** Wait until the card has drawn all that it has received. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn++) {
      await Promise.resolve();
      await this.card.updateComplete;
    }
  }

  /** Open the first row of the first area that has a button of this text, and press that. */
  private async openFinding(key: string): Promise<void> {
    for (const tile of this.tiles()) {
      tile.click();
      await this.settle();
      for (const row of this.all(".check summary")) {
        row.click();
        await this.settle();
        if (this.button(key)) return this.press(key);
        row.click(); // closes it
        await this.settle();
      }
    }
  }

  private async openArea(): Promise<void> {
    this.tiles()[0]?.click();
    await this.settle();
  }

  private async openCopy(isMade: boolean): Promise<void> {
    await this.press("card.all_checks");
    await this.press("copy.make");
    if (isMade) await this.press("copy.create");
    this.all(".share")[0]?.scrollIntoView({ block: "start", inline: "nearest" });
  }

  private async press(key: string): Promise<void> {
    this.button(key)?.click();
    await this.settle();
  }

  /** Return the tiles, those with findings first. */
  private tiles(): HTMLElement[] {
    return [".fail", ".warn", ".unknown", ".ok", ".none"].flatMap((tone) =>
      this.all(`button.tile${tone}`),
    );
  }

  private button(key: string): HTMLElement | undefined {
    const text = this.localize(`component.security_posture.config_panel.${key}`);
    return this.all("button").find((each) => each.textContent?.trim() === text);
  }

  private all(selector: string): HTMLElement[] {
    return [...(this.card.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
  }
}
