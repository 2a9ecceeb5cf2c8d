/** What every element here is made of: a shadow root with its look, and one drawing for many changes. */
import { render } from "lit/html.js";

/** Text of a style sheet; the build minifies what is tagged so. */
export const css = (strings: TemplateStringsArray, ...parts: unknown[]): string =>
  String.raw(strings, ...parts);

export abstract class DrawnElement extends HTMLElement {
  readonly renderRoot = this.attachShadow({ mode: "open" });
  /** Resolves when what changed has been drawn. */
  updateComplete: Promise<void> = Promise.resolve();
  private isDue = false;

  constructor(look: string) {
    super();
    wear(this.renderRoot, look);
  }

  /** Draw soon, once for all changes until then. */
  requestUpdate(): void {
    if (this.isDue) return;
    this.isDue = true;
    this.updateComplete = Promise.resolve()
      .then(() => {
        this.isDue = false;
        this.update();
      })
      // What was drawn before is no longer the truth, and other elements go on.
      .catch((error: unknown) => {
        this.renderRoot.textContent = String(error);
      });
  }

  protected update(): void {
    render(this.render(), this.renderRoot, { host: this });
  }

  /** Return what is to be seen. */
  protected abstract render(): unknown;
}

const sheets = new Map<string, CSSStyleSheet>();

/** One sheet for all elements of a look; Safari before 16.4 wants a copy in each. */
function wear(root: ShadowRoot, look: string): void {
  if (root.adoptedStyleSheets as CSSStyleSheet[] | undefined) {
    const sheet = sheets.get(look) ?? new CSSStyleSheet();
    if (!sheets.has(look)) sheet.replaceSync(look);
    sheets.set(look, sheet);
    root.adoptedStyleSheets = [sheet];
  } else {
    const style = document.createElement("style");
    style.textContent = look;
    root.append(style);
  }
}
