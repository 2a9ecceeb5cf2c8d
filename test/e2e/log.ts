/** What Home Assistant's log says against us. */

/** Return the lines that blame the integration, or show a blocking call. */
export function complaints(log: string): string[] {
  return log.split("\n").filter((line) => {
    if (/Detected blocking call/.test(line)) return true;
    if (/We found a custom integration security_posture/.test(line)) return false; // said of every one
    return /(WARNING|ERROR|CRITICAL|File ").*security_posture/.test(line);
  });
}
