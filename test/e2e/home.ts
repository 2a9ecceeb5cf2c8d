/** A Home Assistant instance with suites logged in; suites of one process share one per scenario. */
import assert from "node:assert/strict";
import { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { freePort } from "../../scripts/demo/free-port.js";
import { Instance } from "../../scripts/demo/instance.js";
import type { Scenario } from "../../scripts/demo/scenarios.js";
import { UserPage, openBrowser } from "./page.js";

type Person = "admin" | "tablet";

export class Home {
  suites = 0;
  readonly pages: Partial<Record<Person, UserPage>> = {};
  private running?: Instance;
  private browser?: Browser;

  constructor(readonly scenario: Scenario) {}

  get instance(): Instance {
    assert.ok(this.running, "The instance did not start.");
    return this.running;
  }

  get admin(): UserPage {
    return this.userPage("admin");
  }

  get tablet(): UserPage {
    return this.userPage("tablet");
  }

  /** Start it if necessary, run all checks once, and log these suites in. */
  async start(people: readonly Person[]): Promise<void> {
    const { scenario } = this;
    this.running ??= await Instance.start({ port: await freePort(), scenario, config: null });
    await this.running.snapshot();
    if (people.length) this.browser ??= await openBrowser();
    for (const person of people) {
      assert.ok(this.browser && this.running.people);
      this.pages[person] ??= await UserPage.logIn(
        this.browser,
        this.running,
        this.running.people[person],
      );
    }
  }

  /** Stop it when no other suite uses it. */
  async release(): Promise<void> {
    this.suites -= 1;
    if (this.suites) return;
    await this.browser?.close();
    await this.running?.stop();
  }

  private userPage(person: Person): UserPage {
    const userPage = this.pages[person];
    assert.ok(userPage, `The user ${person} is not logged in.`);
    return userPage;
  }
}

const homes = new Map<Scenario, Home>();

/** Use an instance in the tests of a suite, with these suites logged in. */
export function useHome(scenario: Scenario, ...people: Person[]): Home {
  const home = homes.get(scenario) ?? new Home(scenario);
  homes.set(scenario, home);
  home.suites += 1;
  before(() => home.start(people));
  after(() => home.release());
  return home;
}
