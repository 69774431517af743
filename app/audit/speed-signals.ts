/** Signals that are read from speed runs; every other one needs a visit. */
export function needsSpeed(signal: string): boolean {
  return signal.startsWith('lighthouse-');
}
