/**
 * What only this browser can see, and only of itself. It stands apart from the instance's posture
 * and never counts in its score.
 */
export type DeviceCheck =
  "connection_unencrypted" | "tablet_signed_in_as_admin" | "clock_wrong" | "browser_outdated";

export interface Device {
  /** Whether what is typed here travels encrypted, or does not leave the machine. */
  isSecure: boolean;
  /** The card fills a wall: a panel, or a frontend without its sidebar. */
  isOnWall: boolean;
  isAdmin: boolean;
  /** The device's own date; milliseconds. */
  date: number;
  /** The server's; 0 while none is known. */
  serverNow: number;
  /** Home Assistant gave this browser its frontend for old ones. */
  isLegacy: boolean;
}

// Second factors and certificates are judged by the clock; a message takes a second, not minutes.
const TOLERANCE = 2 * 60_000;

/** Return what is wrong with this device, the gravest first. */
export function deviceChecks(device: Device): DeviceCheck[] {
  const { isSecure, isOnWall, isAdmin, date, serverNow, isLegacy } = device;
  const found: [DeviceCheck, boolean][] = [
    ["connection_unencrypted", !isSecure],
    ["tablet_signed_in_as_admin", isOnWall && isAdmin],
    ["clock_wrong", serverNow > 0 && Math.abs(date - serverNow) > TOLERANCE],
    ["browser_outdated", isLegacy],
  ];
  return found.filter(([, fails]) => fails).map(([name]) => name);
}

/** Return what this page tells of itself. */
export function thisPage(): Pick<Device, "isSecure" | "date" | "isLegacy"> {
  const page = window as Window & { latestJS?: boolean };
  const isHomeAssistant = document.querySelector("home-assistant") !== null;
  return {
    isSecure: page.isSecureContext, // of a loopback address as well
    date: Date.now(),
    isLegacy: isHomeAssistant && !page.latestJS,
  };
}
