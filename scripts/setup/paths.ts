/** Paths. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Python, uv and virtual environments installed by the scripts. Safe to delete. */
export const TOOLS = join(ROOT, ".tools");
export const REQUIREMENTS = join(ROOT, "requirements");
export const INTEGRATION = join(ROOT, "custom_components", "security_posture");
export const CARD = join(INTEGRATION, "card", "security-posture-card.js");
/** Files for Prometheus and Grafana, to monitor several homes. */
export const FLEET = join(ROOT, "docs", "fleet");
