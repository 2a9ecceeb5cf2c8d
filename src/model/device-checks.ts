/**
 * Checks of this browser and device, which only the browser can make. They are shown apart from the
 * instance's posture and never count in its score.
 */
export type DeviceCheck =
  "connection_unencrypted" | "tablet_signed_in_as_admin" | "clock_wrong" | "browser_outdated";

interface Device {
  /** Whether the connection is encrypted or does not leave the machine. */
  isSecure: boolean;
  /** Whether it looks like a wall tablet: a panel view, or a frontend without its sidebar. */
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
