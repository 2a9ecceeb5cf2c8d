/** Recent changes on a real Home Assistant: the event entity, automations, the blueprint, a restart. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { bearer } from "../../scripts/demo/accounts.js";
import { freePort } from "../../scripts/demo/free-port.js";
import { Instance } from "../../scripts/demo/instance.js";
import { Deadline } from "../../scripts/demo/deadline.js";
import { BASE, type Scenario } from "../../scripts/demo/scenarios.js";
import { ROOT } from "../../scripts/setup/paths.js";
import { complaints } from "./log.js";

const HOME: Scenario = { ...BASE, backups: "none", phone: true };
const BLUEPRINT = "security_posture/notify_when_worse.yaml";
const TYPES = ["worsened", "improved", "way_in_opened", "at_risk", "attention", "good"];
const TRIGGERS = [
  "worsened",
  "improved",
  "way_in_opened",
  "became_at_risk",
  "became_attention",
  "became_good",
];
const CONDITIONS = ["is_good", "is_attention", "is_at_risk", "is_unknown"];
const RENAMED = { event: "event.renamed", state: "sensor.renamed" };

interface Named {
  id: string;
  name: string;
  platform: string;
  entity_id: string;
  device_id: string;
}

interface Change {
  at: string;
  kind: string;
  check_id: string;
  severity: string;
}

describe("changes of the state", { timeout: 900_000 }, () => {
  let home: Instance;
  let phone: Server;
  let device: string;
  const pushed: { title?: string; message: string }[] = [];
  const received: string[] = [];
  const receivedByTarget: string[] = [];

  before(async () => {
    phone = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        pushed.push(JSON.parse(Buffer.concat(parts).toString()) as { message: string });
        response.writeHead(201, { "content-type": "application/json" }).end("{}");
      });
    }).listen(0, "127.0.0.1");
    await once(phone, "listening");
    home = await Instance.start({ port: await freePort(), scenario: HOME, config: null });
    await home.snapshot();
    const entities = await ask<Named[]>("config/entity_registry/list");
    device = entities.find((each) => each.platform === "security_posture")?.device_id ?? "";
    await home.connection.subscribeEvents<{ data: { type: string } }>(
      ({ data }) => received.push(data.type),
      "received",
    );
    await home.connection.subscribeEvents<{ data: { type: string } }>(
      ({ data }) => receivedByTarget.push(data.type),
      "received_by_target",
    );
  });

  after(async () => {
    phone?.close();
    await home?.stop();
  });

  it("offers device triggers and conditions as primary ones", async () => {
    for (const [kind, types] of [
      ["trigger", TYPES],
      ["condition", CONDITIONS],
    ] as const) {
      const rows = await deviceAutomations(kind);
      assert.deepEqual(rows.map(({ type }) => type).sort(), [...types].sort());
      assert(rows.every(({ metadata }) => !metadata.secondary));
    }
  });

  it("offers triggers and conditions with a target", async () => {
    for (const [kind, names] of [
      ["trigger", TRIGGERS],
      ["condition", CONDITIONS],
    ] as const) {
      const described = await new Promise<Record<string, object>>((resolve, reject) => {
        home.connection
          .subscribeMessage(resolve, { type: `${kind}_platforms/subscribe` })
          .catch(reject);
      });
      const keys = names.map((name) => `security_posture.${name}`).sort();
      const ours = (all: string[]): string[] =>
        all.filter((key) => key.startsWith("security_posture.")).sort();
      assert.deepEqual(ours(Object.keys(described)), keys);
      const target = { device_id: [device] };
      assert.deepEqual(ours(await ask<string[]>(`get_${kind}s_for_target`, { target })), keys);
    }
  });

  it("has names for triggers and conditions", async () => {
    for (const [category, names] of [
      ["device_automation", TYPES.map((type) => `trigger_type.${type}`)],
      ["triggers", TRIGGERS.flatMap((name) => [`${name}.name`, `${name}.description`])],
      ["conditions", CONDITIONS.flatMap((name) => [`${name}.name`, `${name}.description`])],
    ] as const) {
      const { resources } = await ask<{ resources: Record<string, string> }>(
        "frontend/get_translations",
        { language: "en", category, integration: ["security_posture"] },
      );
      for (const name of names) {
        const key = `component.security_posture.${category}.${name}`;
        assert(resources[key], key);
      }
    }
  });

  it("loads the blueprint and automations", async () => {
    await registerPhone();
    const yaml = readFileSync(join(ROOT, "blueprints", "automation", BLUEPRINT), "utf8");
    await ask("blueprint/save", { domain: "automation", path: BLUEPRINT, yaml });
    const devices = await ask<Named[]>("config/device_registry/list");
    const { id: target } = devices.find(({ name }) => name === "Pocket") ?? {};
    const inputs = { posture: device, phone: target, quiet_from: "00:00:00", quiet_to: "00:00:00" };
    await addAutomation("notify", { use_blueprint: { path: BLUEPRINT, input: inputs } });
    for (const trigger of await deviceAutomations("trigger")) {
      const data = { type: trigger.type };
      await addAutomation(trigger.type, {
        triggers: [trigger],
        actions: [{ event: "received", event_data: data }],
      });
    }
    for (const name of TRIGGERS) {
      const data = { type: name.replace("became_", "") };
      await addAutomation(`target_${name}`, {
        triggers: [{ trigger: `security_posture.${name}`, target: { device_id: device } }],
        actions: [{ event: "received_by_target", event_data: data }],
      });
    }
    const states = await ask<{ entity_id: string; state: string }[]>("get_states");
    const made = states.filter(({ entity_id }) => entity_id.startsWith("automation."));
    assert.deepEqual(new Set(made.map(({ state }) => state)), new Set(["on"]));
    assert.equal(made.length, 1 + TYPES.length + TRIGGERS.length);
  });

  it("fires the triggers, even if the entities were renamed", async () => {
    await rename("event.security_posture_change", RENAMED.event);
    await rename("sensor.security_posture_state", RENAMED.state);
    assert.equal(await state(RENAMED.event), "unknown");
    await setExternalUrl("http://home.example.org");
    // Over plain HTTP, the login can be read on its way: a way in.
    const opened = ["way_in_opened", "worsened"];
    await until(
      "not every trigger fired",
      () => opened.every((type) => received.includes(type)) && pushed.length === 1,
    );
    const wasAtRisk = received.includes("at_risk");
    assert.deepEqual(received.filter((type) => type !== "at_risk").sort(), opened);
    assert.match(
      pushed[0]?.message ?? "",
      /^At risk: \d areas? needs? attention\. See the dashboard/,
    );
    await setExternalUrl(null);
    await until("the improvement was not reported", () => received.includes("improved"));
    assert.equal(received.filter((type) => type === "worsened").length, 1);
    assert.equal(pushed.length, 1);
    assert.equal(wasAtRisk, received.includes("attention"));
    await until("not all triggers fired", () => receivedByTarget.length === received.length);
    assert.deepEqual([...receivedByTarget].sort(), [...received].sort());
  });

  it("has exactly one true condition", async () => {
    const shown = await state(RENAMED.state);
    for (const name of CONDITIONS) {
      const condition = { condition: `security_posture.${name}`, target: { device_id: device } };
      const { result } = await ask<{ result: boolean }>("test_condition", { condition });
      assert.equal(result, name === `is_${shown}`, name);
    }
  });

  it("lists recent changes, newest first, and stores when the user last viewed them", async () => {
    const first = await changes();
    assert.equal(first.looked_at, null);
    const rows = first.changes.filter(({ check_id }) => check_id === "plain_http_external");
    assert.deepEqual(
      rows.map(({ kind, severity }) => [kind, severity]),
      [
        ["resolved", "critical"],
        ["opened", "critical"],
      ],
    );
    const times = first.changes.map(({ at }) => Date.parse(at));
    assert.deepEqual(
      times,
      [...times].sort((a, b) => b - a),
    );
    assert(first.changes.some(({ check_id }) => check_id === "backup_missing"));
    assert.notEqual((await changes()).looked_at, null);
  });

  it("reports no change after a reload and a restart", async () => {
    const before = await changes();
    const [count, event] = [received.length, await state(RENAMED.event)];
    const entries = await ask<{ domain: string; entry_id: string }[]>("config_entries/get");
    const { entry_id: entry } = entries.find(({ domain }) => domain === "security_posture") ?? {};
    await post(`/api/config/config_entries/entry/${entry}/reload`, {});
    await home.snapshot(deadline());
    await home.homeAssistant.restart();
    await until("it did not restart", async () => {
      const config = await ask<{ state: string }>("get_config").catch(() => undefined);
      return config?.state === "RUNNING";
    });
    await home.snapshot(deadline());
    assert.equal(await state(RENAMED.event), event);
    assert.deepEqual([received.length, receivedByTarget.length, pushed.length], [count, count, 1]);
    const now = await changes();
    assert.deepEqual(now.changes, before.changes);
    assert(now.looked_at);
  });

  it("causes no warning in the log", () => {
    assert.deepEqual(complaints(home.homeAssistant.log()), []);
  });

  function deadline(): Deadline {
    return new Deadline(180, new AbortController().signal);
  }

  function until(failure: string, isTrue: () => boolean | Promise<boolean>): Promise<true> {
    return deadline().waitUntil(failure, async () => (await isTrue()) || undefined);
  }

  function ask<T>(type: string, fields: object = {}): Promise<T> {
    return home.connection.sendMessagePromise<T>({ type, ...fields });
  }

  function changes(): Promise<{ looked_at: string | null; changes: Change[] }> {
    return ask("security_posture/changes");
  }

  async function post<T>(path: string, body: object): Promise<T> {
    assert(home.people);
    const response = await fetch(home.url + path, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer(home.people.token)}` },
      body: JSON.stringify(body),
    });
    assert(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
    return (await response.json()) as T;
  }

  async function addAutomation(id: string, automation: object): Promise<void> {
    await post(`/api/config/automation/config/${id}`, { alias: id, ...automation });
    await until(`the automation ${id} is not there`, async () => {
      const states = await ask<{ attributes: { id?: string } }[]>("get_states");
      return states.some(({ attributes }) => attributes.id === id);
    });
  }

  async function registerPhone(): Promise<void> {
    const { port } = phone.address() as AddressInfo;
    await post("/api/mobile_app/registrations", {
      device_id: "pocket",
      app_id: "test",
      app_name: "Test",
      app_version: "1",
      device_name: "Pocket",
      manufacturer: "Test",
      model: "Test",
      os_name: "Test",
      os_version: "1",
      supports_encryption: false,
      app_data: { push_token: "token", push_url: `http://127.0.0.1:${port}/` },
    });
  }

  async function deviceAutomations(
    kind: string,
  ): Promise<{ type: string; domain: string; metadata: { secondary: boolean } }[]> {
    const rows = await ask<Awaited<ReturnType<typeof deviceAutomations>>>(
      `device_automation/${kind}/list`,
      {
        device_id: device,
      },
    );
    return rows.filter(({ domain }) => domain === "security_posture");
  }

  async function rename(from: string, to: string): Promise<void> {
    await ask("config/entity_registry/update", { entity_id: from, new_entity_id: to });
    await until(`${to} is not there`, async () => (await state(to)) !== undefined);
  }

  async function state(entityId: string): Promise<string | undefined> {
    const states = await ask<{ entity_id: string; state: string }[]>("get_states");
    return states.find(({ entity_id }) => entity_id === entityId)?.state;
  }

  async function setExternalUrl(url: string | null): Promise<void> {
    await ask("config/core/update", { external_url: url });
  }
});
