import { expect } from "@open-wc/testing";
import { parseEvidence, parseSnapshot, type Snapshot } from "../../src/connection/api.js";
import { glance } from "../../src/model/view-model.js";
import {
  createCheck,
  createCounts,
  createEmpty,
  createRandom,
  createRisk,
  createSnapshot,
  createViewer,
  iso,
} from "./builders.js";

type Fields = Record<string, unknown>;

function read(raw: unknown): Snapshot {
  const parsed = parseSnapshot(raw);
  if (parsed.kind !== "snapshot") throw new Error(`It is ${parsed.why}.`);
  return parsed.snapshot;
}

const why = (raw: unknown): string => {
  const parsed = parseSnapshot(raw);
  return parsed.kind === "unreadable" ? parsed.why : "readable";
};

function glyphOf(raw: unknown): string {
  const received = { parsed: parseSnapshot(raw), at: 0 };
  const state = { feed: "live", isSilent: false, received } as const;
  return glance({ state, clock: 0, showScore: true, isAdmin: true }).glyph;
}

describe("the guard", () => {
  it("parses what the backend sends", () => {
    expect(read(createSnapshot()).admin?.checks).to.have.length(1);
    expect(read(createViewer()).admin).to.equal(null);
    expect(read(createEmpty("starting")).checked_at).to.equal(null);
  });

  it("ignores an administrator's view in a viewer's snapshot", () => {
    expect(read({ ...createSnapshot(), audience: "viewer" }).admin).to.equal(null);
  });

  it("distinguishes a newer contract from an invalid message", () => {
    expect(why(createSnapshot({ schema: 2 }))).to.equal("newer");
    expect(why(createSnapshot({ schema: 0 }))).to.equal("older");
    for (const raw of [undefined, null, 1, "good", [], {}, { schema: "1" }]) {
      expect(why(raw)).to.equal("malformed");
    }
  });

  it("ignores fields it does not know", () => {
    expect(why(createSnapshot({ tomorrow: { is: "fine" } }))).to.equal("readable");
  });

  const OPTIONAL = ["ruleset", "stale_after", "score", "audience"];
  const REQUIRED = Object.keys(createSnapshot()).filter((name) => !OPTIONAL.includes(name));
  for (const name of REQUIRED) {
    it(`does not parse a snapshot without ${name} as good`, () => {
      const { [name]: _gone, ...rest } = createSnapshot();
      expect(glyphOf(rest)).to.equal(name === "state" ? "unknown" : "fault");
    });
  }

  it("shows unknown names of a newer backend as unknown, never as good", () => {
    const { areas } = createSnapshot() as { areas: Fields[] };
    const parsed = read(
      createRisk({
        state: "splendid",
        areas: [...areas, { id: "kitchen", state: "shiny", value: { kind: "smell" } }],
        checks: [createCheck({ id: "new", status: "perhaps", severity: "cosmic" })],
      }),
    );
    expect(parsed.state).to.equal("unknown");
    expect(parsed.areas.at(-1)).to.deep.equal({ id: "kitchen", state: "unknown", value: null });
    expect(parsed.admin?.checks[0]).to.include({ id: "new", status: "unknown" });
  });

  const CONTRADICTIONS: Record<string, Fields> = {
    "an open finding of medium severity": { counts: createCounts({ medium: 1 }) },
    "a red area": { areas: [{ id: "host", state: "fail", value: null }] },
    "an amber area": { areas: [{ id: "host", state: "warn", value: null }] },
    "a failing check": { checks: [createCheck({ status: "fail" })] },
    "a failing check of medium severity": {
      checks: [createCheck({ status: "fail", severity: "medium" })],
    },
    "no date": { checked_at: null },
  };
  for (const [name, fields] of Object.entries(CONTRADICTIONS)) {
    it(`rejects "good" with ${name}`, () => {
      expect(why(createSnapshot(fields))).to.equal("malformed");
    });
  }

  it(`reads "good" with open findings of low severity`, () => {
    const checks = [createCheck({ status: "fail", severity: "low" })];
    expect(read(createSnapshot({ counts: createCounts({ low: 1 }), checks })).state).to.equal(
      "good",
    );
  });

  const NO_NUMBERS = [null, NaN, Infinity, -1, 1.5, 1e308, "3", [], {}, true];
  for (const n of NO_NUMBERS) {
    it(`rejects ${String(JSON.stringify(n))} as a number`, () => {
      expect(why(createSnapshot({ counts: createCounts({ critical: n }) }))).to.equal("malformed");
      const area = { id: "bans", state: "pass", value: { kind: "count", n } };
      expect(read(createSnapshot({ areas: [area] })).areas[0]?.value).to.equal(null);
    });
  }

  it("limits the number of rows and the length of a text", () => {
    const many = Array.from({ length: 501 }, (_, n) => createCheck({ id: `c${n}` }));
    expect(why(createSnapshot({ checks: many }))).to.equal("malformed");
    const [check] = read(createSnapshot({ checks: [createCheck({ id: "x".repeat(1e6) })] })).admin!
      .checks;
    expect(check!.id.length).to.be.below(300);
  });

  it("rejects a duplicate id", () => {
    expect(why(createSnapshot({ checks: [createCheck(), createCheck()] }))).to.equal("malformed");
  });

  it("parses ids that are names of Object's own properties", () => {
    const ids = ["__proto__", "constructor", "toString"];
    const parsed = read(createSnapshot({ checks: ids.map((id) => createCheck({ id })) }));
    expect(parsed.admin?.checks.map(({ id }) => id)).to.deep.equal(ids);
    const params = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}') as Fields;
    const [check] = read(createSnapshot({ checks: [createCheck({ params })] })).admin!.checks;
    expect([...check!.params]).to.deep.equal([["constructor", 2]]);
    expect((Object.prototype as Fields).polluted).to.equal(undefined);
  });

  it("survives 10,000 levels of nesting", () => {
    let deep: unknown = 1;
    for (let n = 0; n < 10_000; n++) deep = [deep];
    expect(why(createSnapshot({ areas: deep }))).to.equal("malformed");
  });

  it("parses evidence rows, or throws", () => {
    const { rows } = parseEvidence({ rows: [{ kind: "user", text: "Ann", at: iso(), n: 2 }] });
    expect(rows).to.deep.equal([{ kind: "user", text: "Ann", at: Date.parse(iso()), n: 2 }]);
    for (const raw of [null, {}, { rows: {} }, { rows: [1] }, { rows: [{ kind: "user" }] }]) {
      expect(() => parseEvidence(raw)).to.throw();
    }
  });
});

describe("the guard, on damaged messages", () => {
  const NOISE = [null, undefined, 0, -1, NaN, 1e308, "", "x".repeat(9_999), "\u202e\u0000", [], {}];

  /** Change one random place of a message. */
  function damage(value: unknown, random: () => number): unknown {
    if (typeof value !== "object" || value === null || random() < 0.08) {
      return NOISE[Math.floor(random() * NOISE.length)];
    }
    const names = Object.keys(value);
    const chosen = names[Math.floor(random() * names.length)];
    if (chosen === undefined) return [[]];
    const copy = (Array.isArray(value) ? [...value] : { ...value }) as Fields;
    if (random() < 0.1) delete copy[chosen];
    else copy[chosen] = damage(copy[chosen], random);
    return copy;
  }

  for (const seed of [1, 20_311, 4_000_037]) {
    it(`never throws, and shows no problem as good (seed ${seed})`, () => {
      const random = createRandom(seed);
      let unreadable = 0;
      for (let n = 0; n < 4_000; n++) {
        const source = n % 2 ? createRisk() : createSnapshot();
        const damaged = damage(source, random);
        const shown = glyphOf(damaged);
        if (shown === "fault") unreadable++;
        if (shown !== "ok") continue;
        const { state, counts } = damaged as { state: string; counts: Fields };
        expect(state, JSON.stringify(damaged).slice(0, 400)).to.equal("good");
        expect(counts.critical).to.equal(0);
      }
      expect(unreadable, "some must be unreadable").to.be.above(500);
    });
  }
});
