/** Config entries, as if they had been added in the user interface. */
import { identifier } from "./accounts.js";

export interface Webdav {
  entryId: string;
  url: string;
  username: string;
  password: string;
}

export function integrationEntry(options: object = {}): object {
  return { ...entry("security_posture", "Security Posture", {}), options };
}

export function webdavEntry({ entryId, url, username, password }: Webdav): object {
  const data = { url, username, password, verify_ssl: true, backup_path: "/backups" };
  return { ...entry("webdav", "Outside", data), entry_id: entryId };
}

export function entry(domain: string, title: string, data: object): object {
  const now = new Date().toISOString();
  return {
    created_at: now,
    data,
    disabled_by: null,
    discovery_keys: {},
    domain,
    entry_id: identifier(),
    minor_version: 1,
    modified_at: now,
    options: {},
    pref_disable_new_entities: false,
    pref_disable_polling: false,
    source: "user",
    subentries: [],
    title,
    unique_id: null,
    version: 1,
  };
}
