/** Problems that Home Assistant's log reports about this integration. */

/** Return the log lines with warnings or errors of the integration, and with blocking calls. */
export function complaints(log: string): string[] {
  return log.split("\n").filter((line) => {
    if (/Detected blocking call/.test(line)) return true;
    if (/We found a custom integration security_posture/.test(line)) return false; // logged for every custom integration
    return /(WARNING|ERROR|CRITICAL|File ").*security_posture/.test(line);
  });
}
