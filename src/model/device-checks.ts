/**
 * Checks of this browser and device, which only the browser can make. They are shown apart from the
 * instance's posture and never count in its score.
 */
export type DeviceCheck =
  "connection_unencrypted" | "tablet_signed_in_as_admin" | "clock_wrong" | "browser_outdated";

interface Device {
  /** Whether the connection is encrypted or does not leave the machine. */
  isSecure: boolean;
  /** Whether it looks like a wall tablet. */
  isOnWall: boolean;
  isAdmin: boolean;
  /** The device's own date; milliseconds. */
  date: number;
  /** The server's time; 0 while it is unknown. */
  serverNow: number;
  /** Whether this browser was served the frontend for old browsers. */
  isLegacy: boolean;
}

// Certificates and one-time codes need a right clock; a message takes a second, not minutes.
const MAX_CLOCK_ERROR = 2 * 60_000;

/** Return what is wrong with this device, the most severe first. */
export function deviceChecks(device: Device): DeviceCheck[] {
  const { isSecure, isOnWall, isAdmin, date, serverNow, isLegacy } = device;
  const found: [DeviceCheck, boolean][] = [
    ["connection_unencrypted", !isSecure],
    ["tablet_signed_in_as_admin", isOnWall && isAdmin],
    ["clock_wrong", serverNow > 0 && Math.abs(date - serverNow) > MAX_CLOCK_ERROR],
    ["browser_outdated", isLegacy],
  ];
  return found.filter(([, fails]) => fails).map(([name]) => name);
}

/** Return the properties of this page. */
export function thisPage(): Pick<Device, "isSecure" | "date" | "isLegacy"> {
  const page = window as Window & { latestJS?: boolean };
  const isHomeAssistant = document.querySelector("home-assistant") !== null;
  return {
    isSecure: page.isSecureContext, // of a loopback address as well
    date: Date.now(),
    isLegacy: isHomeAssistant && !page.latestJS,
  };
}

// Of the shorter side in CSS pixels: phones are narrower, tablets are not.
const TABLET = 480;

/** Return whether this is a wall tablet: in kiosk mode, or one view alone without the sidebar. */
export function isOnWall(
  frontend: { kioskMode?: boolean; dockedSidebar?: string } | undefined,
  layout: string | undefined,
): boolean {
  const isPhone = Math.min(screen.width, screen.height) < TABLET;
  const isAlone = frontend?.dockedSidebar === "always_hidden" && layout === "panel";
  return !isPhone && (frontend?.kioskMode === true || isAlone);
}
