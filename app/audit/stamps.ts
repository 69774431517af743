import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Rises whenever a check or its words judge the same visit differently. */
const SIGNAL_RULES = '1';

/** What measured: stamped on every audit, so that results of different makes can be told apart. */
export function stamps(): Record<string, string> {
  const { version } = require('lighthouse/package.json') as { version: string };
  return { lighthouse: version, signalRules: SIGNAL_RULES };
}
