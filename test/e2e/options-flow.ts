/** Set the options of the integration like the settings page does. */
import { request as http } from "node:http";
import { request as https } from "node:https";
import { bearer } from "../../scripts/demo/accounts.js";
import type { Instance } from "../../scripts/demo/instance.js";

export type Options = Record<string, unknown>;

/** The options in each section of the form. */
const SECTIONS: Record<string, string[]> = {
  audience: ["viewer_detail", "keep_card"],
  looking: ["scan_interval", "network_probe", "file_scan", "refresh_advisories", "max_backup_age"],
  evidence: ["ban_entities", "pulled_backup_entity", "host_updates_entity"],
};

export interface Field {
  name: string;
  type?: string;
  schema?: Field[];
  description?: { suggested_value?: unknown };
}

export interface Step {
  type: string;
  flow_id: string;
  errors: Record<string, string> | null;
  data_schema: Field[];
  description_placeholders: Record<string, string>;
}

/** An administrator's client of the REST API. */
export class Settings {
  private readonly token: string;

  constructor(private readonly instance: Instance) {
    this.token = bearer(instance.people!.token);
  }

  /** Open the form. */
  async open(): Promise<Step> {
    const entries = await this.ask<{ domain: string; entry_id: string }[]>(
      "GET",
      "config/config_entries/entry",
    );
    const handler = entries.find(({ domain }) => domain === "security_posture")!.entry_id;
    return this.ask<Step>("POST", "config/config_entries/options/flow", { handler });
  }

  /** Submit the form with these options; the others get their defaults. */
  async choose(options: Options): Promise<Step> {
    const { flow_id } = await this.open();
    const sections = Object.entries(SECTIONS).map(([section, names]) => [
      section,
      Object.fromEntries(names.filter((name) => name in options).map((n) => [n, options[n]])),
    ]);
    const path = `config/config_entries/options/flow/${flow_id}`;
    return this.ask<Step>("POST", path, Object.fromEntries(sections) as Options);
  }

  /** Set the state of an entity. */
  async setState(entity: string, state: string): Promise<void> {
    await this.ask("POST", `states/${entity}`, { state });
  }

  async removeState(entity: string): Promise<void> {
    await this.ask("DELETE", `states/${entity}`);
  }

  private ask<T>(method: string, path: string, body?: Options): Promise<T> {
    return new Promise((resolve, reject) => {
      const headers = {
        Authorization: `Bearer ${this.token}`,
        "Content-Type": "application/json",
      };
      const url = `${this.instance.url}/api/${path}`;
      const request = url.startsWith("https:") ? https : http;
      const sent = request(url, { method, headers, rejectUnauthorized: false }, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => (text += part));
        answer.on("end", () => {
          if ((answer.statusCode ?? 0) < 400) resolve(JSON.parse(text) as T);
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
        });
      });
      sent.on("error", reject);
      sent.end(body && JSON.stringify(body));
    });
  }
}
