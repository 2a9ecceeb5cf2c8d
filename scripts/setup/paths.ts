/** Where things are. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** What the scripts install: Python, uv, virtual environments. Safe to delete. */
export const TOOLS = join(ROOT, ".tools");
export const REQUIREMENTS = join(ROOT, "requirements");
export const INTEGRATION = join(ROOT, "custom_components", "security_posture");
export const CARD = join(INTEGRATION, "card", "security-posture-card.js");
/** What looks after many homes: the files for Prometheus and Grafana. */
export const FLEET = join(ROOT, "docs", "fleet");
