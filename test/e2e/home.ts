/** A real home, and its people in a browser; suites of one process that want the same share one. */
import assert from "node:assert/strict";
import { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { freePort } from "../../scripts/demo/free-port.js";
import { Instance } from "../../scripts/demo/instance.js";
import type { Scenario } from "../../scripts/demo/scenarios.js";
import { UserPage, openBrowser } from "./page.js";

type Person = "admin" | "tablet";

export class Home {
  users = 0;
  readonly visits: Partial<Record<Person, UserPage>> = {};
  private running?: Instance;
  private browser?: Browser;

  constructor(readonly scenario: Scenario) {}

  get instance(): Instance {
    assert.ok(this.running, "The home did not start.");
    return this.running;
  }

  get admin(): UserPage {
    return this.visit("admin");
  }

  get tablet(): UserPage {
    return this.visit("tablet");
  }

  /** Start it unless it runs, check everything once, and log these people in. */
  async enter(people: readonly Person[]): Promise<void> {
    const { scenario } = this;
    this.running ??= await Instance.start({ port: await freePort(), scenario, config: null });
    await this.running.snapshot();
    if (people.length) this.browser ??= await openBrowser();
    for (const person of people) {
      assert.ok(this.browser && this.running.people);
      this.visits[person] ??= await UserPage.logIn(
        this.browser,
        this.running,
        this.running.people[person],
      );
    }
  }

  /** Stop it when nobody else uses it. */
  async leave(): Promise<void> {
    this.users -= 1;
    if (this.users) return;
    await this.browser?.close();
    await this.running?.stop();
  }

  private visit(person: Person): UserPage {
    const visit = this.visits[person];
    assert.ok(visit, `Nobody logged in as ${person}.`);
    return visit;
  }
}

const homes = new Map<Scenario, Home>();

/** Use a home in the tests of a suite, with these people logged in. */
export function useHome(scenario: Scenario, ...people: Person[]): Home {
  const home = homes.get(scenario) ?? new Home(scenario);
  homes.set(scenario, home);
  home.users += 1;
  before(() => home.enter(people));
  after(() => home.leave());
  return home;
}
