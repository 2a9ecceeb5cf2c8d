/**
 * Popular themes: their values of the variables that the card reads. Home Assistant
 * gives a theme without a dark mode the `--ha-color-*` tokens of a light page, even if its cards are
 * dark; most of the popular dark themes are like that.
 */
type Theme = Record<string, string>;

const ON_LIGHT: Theme = {
  "--primary-text-color": "#141414",
  "--secondary-text-color": "#5e5e5e",
  "--card-background-color": "#ffffff",
  "--primary-background-color": "#fafafa",
  "--divider-color": "#e0e0e0",
  "--primary-color": "#009ac7",
  "--ha-color-on-success-normal": "#036730",
  "--ha-color-on-warning-quiet": "#c94e00",
  "--ha-color-on-danger-normal": "#b30532",
  "--ha-color-fill-danger-loud-resting": "#d9254f",
  "--ha-color-on-danger-loud": "#ffffff",
};
const ON_DARK: Theme = {
  "--primary-text-color": "#e1e1e1",
  "--secondary-text-color": "#9b9b9b",
  "--card-background-color": "#1c1c1c",
  "--primary-background-color": "#111111",
  "--divider-color": "#2e2e2e",
  "--primary-color": "#009ac7",
  "--ha-color-on-success-normal": "#00ac49",
  "--ha-color-on-warning-quiet": "#ff9342",
  "--ha-color-on-danger-normal": "#f3676c",
  "--ha-color-fill-danger-loud-resting": "#a4133c",
  "--ha-color-on-danger-loud": "#ffffff",
};

export const THEMES: Record<string, Theme> = {
  light: ON_LIGHT,
  dark: ON_DARK,
  "high contrast": {
    ...ON_DARK,
    "--primary-text-color": "#ffffff",
    "--secondary-text-color": "#ffffff",
    "--card-background-color": "#000000",
    "--primary-background-color": "#000000",
    "--divider-color": "#ffffff",
    "--primary-color": "#ffff00",
  },
  "Google Theme, light": {
    ...ON_LIGHT,
    "--primary-text-color": "rgb(32, 33, 36)",
    "--secondary-text-color": "rgb(95, 99, 104)",
    "--card-background-color": "rgb(255, 255, 255)",
    "--primary-background-color": "rgb(248, 248, 248)",
    "--divider-color": "var(--primary-background-color)",
    "--primary-color": "rgb(26, 115, 232)",
  },
  "Google Theme, dark": {
    ...ON_DARK,
    "--primary-text-color": "rgb(242, 242, 242)",
    "--secondary-text-color": "rgb(166, 166, 166)",
    "--card-background-color": "rgb(32, 33, 36)",
    "--primary-background-color": "rgb(23, 23, 23)",
    "--divider-color": "var(--primary-background-color)",
    "--primary-color": "rgb(138, 180, 248)",
  },
  Dracula: {
    ...ON_LIGHT,
    "--primary-text-color": "#f8f8f2",
    "--secondary-text-color": "#6272a4",
    "--card-background-color": "#44475a",
    "--ha-card-background": "#44475a",
    "--primary-background-color": "#282a36",
    "--divider-color": "rgba(139, 233, 253, 0.12)",
    "--primary-color": "#bd93f9",
  },
  Nord: {
    ...ON_LIGHT,
    "--primary-text-color": "#eceff4",
    "--secondary-text-color": "var(--primary-color)",
    "--card-background-color": "#4c566a",
    "--primary-background-color": "#2e3440",
    "--divider-color": "#4c566a",
    "--primary-color": "#81a1c1",
  },
  "Catppuccin Mocha": {
    ...ON_LIGHT,
    "--primary-text-color": "#cdd6f4",
    "--secondary-text-color": "#bac2de",
    "--card-background-color": "#313244",
    "--ha-card-background": "var(--card-background-color)",
    "--primary-background-color": "#1e1e2e",
    "--divider-color": "#1e1e2e",
    "--primary-color": "#89b4fa",
  },
  "Catppuccin Latte": {
    ...ON_LIGHT,
    "--primary-text-color": "#4c4f69",
    "--secondary-text-color": "#5c5f77",
    "--card-background-color": "#ccd0da",
    "--ha-card-background": "var(--card-background-color)",
    "--primary-background-color": "#eff1f5",
    "--divider-color": "#eff1f5",
    "--primary-color": "#1e66f5",
  },
  "iOS, dark": {
    ...ON_LIGHT,
    "--primary-text-color": "#fff",
    "--secondary-text-color": "#d3d3d3",
    "--card-background-color": "rgba(25, 25, 25, 0.7)",
    "--ha-card-background": "rgba(10, 10, 10, 0.4)",
    "--primary-background-color": "#2c2c2e",
    "--divider-color": "#98989d",
    "--primary-color": "#ff9f09",
  },
  "iOS, light": {
    ...ON_LIGHT,
    "--primary-text-color": "#464a47",
    "--secondary-text-color": "#000000",
    "--card-background-color": "rgba(255, 255, 255, 0.7)",
    "--ha-card-background": "rgba(245, 245, 245, 0.4)",
    "--primary-background-color": "#e5e5ea",
    "--divider-color": "#8e8e93",
    "--primary-color": "#ff9409",
  },
  "one that sets nothing": {},
};

/** Apply a theme to the page. */
export function applyTheme(name: string): void {
  const root = document.documentElement;
  root.removeAttribute("style");
  root.lang = "en"; // axe requires it
  for (const [variable, value] of Object.entries(THEMES[name]!))
    root.style.setProperty(variable, value);
  document.body.style.background = "var(--primary-background-color, #fafafa)";
}

export function resetTheme(): void {
  document.documentElement.removeAttribute("style");
  document.body.removeAttribute("style");
}
