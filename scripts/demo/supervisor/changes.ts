/** Requests that change the machine. */
import { randomBytes, randomUUID } from "node:crypto";
import { LOCAL } from "./machines.js";
import type { App, Machine, StoredBackup } from "./shapes.js";

type Body = Record<string, unknown>;

/** What a change answers, and the event that the Supervisor sends about it. */
export interface Change {
  data: object;
  event?: { event: string } & Record<string, unknown>;
}

/** Jobs that have ended, by id. */
export type Jobs = Map<string, object>;

const DONE: Change = { data: {} };
/** Nothing of the demo depends on these. */
const IGNORED =
  /^\/(?:core\/options|core\/stop|core\/check|reload_updates|refresh_updates|store\/reload|supervisor\/reload|host\/reload|network\/reload|backups\/(?:reload|freeze|thaw|options)|mounts\/\w+\/reload|resolution\/.+|discovery\/\w+|jobs\/\w+|ingress\/validate_session)$/;

/** Change the machine; undefined: there is no such request. */
export function change(
  machine: Machine,
  jobs: Jobs,
  method: string,
  path: string,
  body: Body,
): Change | undefined {
  if (IGNORED.test(path)) return DONE;
  if (path === "/supervisor/options") {
    if (typeof body.auto_update === "boolean") machine.autoUpdate = body.auto_update;
    return DONE;
  }
  if (path === "/ingress/session") return { data: { session: randomUUID() } };
  if (/^\/backups\/new\/(?:full|partial)$/.test(path)) return newBackup(machine, jobs, body);
  const backup = /^\/backups\/(\w+)$/.exec(path);
  if (backup && method === "DELETE") {
    machine.backups = machine.backups.filter(({ slug }) => slug !== backup[1]);
    return DONE;
  }
  const [, slug, action] = /^\/(?:store\/)?addons\/(\w+)\/(\w+)$/.exec(path) ?? [];
  const app = machine.apps.find((known) => known.slug === slug);
  return app && changeApp(app, action ?? "", body);
}

function changeApp(app: App, action: string, body: Body): Change | undefined {
  switch (action) {
    case "start":
    case "restart":
      return newState(app, "started");
    case "stop":
      return newState(app, "stopped");
    case "update":
      app.version = app.version_latest;
      return DONE;
    case "security":
      if (typeof body.protected === "boolean") app.protected = body.protected;
      return DONE;
    case "options": {
      const { boot, auto_update, watchdog, network } = { ...app, ...body };
      Object.assign(app, { boot, auto_update, watchdog, network });
      return DONE;
    }
    default:
      return undefined;
  }
}

function newState(app: App, state: App["state"]): Change {
  app.state = state;
  return { data: {}, event: { event: "addon", slug: app.slug, state } };
}

/** Make a backup at once; Home Assistant asks for the job. */
function newBackup(machine: Machine, jobs: Jobs, body: Body): Change {
  const slug = randomBytes(4).toString("hex");
  const locations = [body.location ?? LOCAL].flat() as string[];
  const attributes = { protected: typeof body.password === "string", size_bytes: 184_320_000 };
  const isCore = body.homeassistant !== false;
  machine.backups.push({
    slug,
    name: typeof body.name === "string" ? body.name : "Backup",
    date: new Date().toISOString(),
    locations: Object.fromEntries(locations.map((location) => [location, { ...attributes }])),
    homeassistant: isCore ? machine.versions.core : null,
    homeassistant_exclude_database: body.homeassistant_exclude_database === true,
    addons: Array.isArray(body.addons) ? (body.addons as string[]) : [],
    folders: (body.folders ?? []) as StoredBackup["folders"],
    extra: (body.extra ?? {}) as Body,
  });
  const id = randomUUID().replaceAll("-", "");
  jobs.set(id, {
    name: "backup_manager_partial_backup",
    reference: slug,
    uuid: id,
    progress: 100,
    stage: null,
    done: true,
    errors: [],
    created: new Date().toISOString(),
    child_jobs: [],
    extra: null,
  });
  return { data: { job_id: id, slug } };
}
