/** The card's texts in every language. */
import { config_panel as de } from "../../../custom_components/security_posture/translations/de.json";
import { config_panel as en } from "../../../custom_components/security_posture/translations/en.json";
import { config_panel as es } from "../../../custom_components/security_posture/translations/es.json";
import { config_panel as fr } from "../../../custom_components/security_posture/translations/fr.json";
import { config_panel as it } from "../../../custom_components/security_posture/translations/it.json";
import { config_panel as ja } from "../../../custom_components/security_posture/translations/ja.json";
import { config_panel as nl } from "../../../custom_components/security_posture/translations/nl.json";
import { config_panel as pl } from "../../../custom_components/security_posture/translations/pl.json";
import { config_panel as ptBR } from "../../../custom_components/security_posture/translations/pt-BR.json";
import { config_panel as zhHans } from "../../../custom_components/security_posture/translations/zh-Hans.json";
import type { Localize } from "../../../src/ha/home-assistant.js";

type Tree = { [name: string]: Tree | string };

const PREFIX = "component.security_posture.config_panel.";

export const LANGUAGES: Record<string, { label: string; texts: Tree }> = {
  en: { label: "English", texts: en },
  de: { label: "Deutsch", texts: de },
  fr: { label: "Français", texts: fr },
  es: { label: "Español", texts: es },
  nl: { label: "Nederlands", texts: nl },
  it: { label: "Italiano", texts: it },
  pl: { label: "Polski", texts: pl },
  "pt-BR": { label: "Português (Brasil)", texts: ptBR },
  "zh-Hans": { label: "简体中文", texts: zhHans },
  ja: { label: "日本語", texts: ja },
};

/** Return Home Assistant's function for the texts of a language; English where one is missing. */
export function localizeIn(language: string): Localize {
  const texts = [flat(LANGUAGES[language]?.texts), flat(en)];
  return (key, values = {}) => {
    const text = texts.map((each) => each.get(key)).find(Boolean) ?? "";
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  };
}

function flat(tree: Tree = {}, prefix = PREFIX): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([name, part]): [string, string][] =>
      typeof part === "string" ? [[prefix + name, part]] : [...flat(part, `${prefix}${name}.`)],
    ),
  );
}
