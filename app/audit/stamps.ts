import { createRequire } from 'node:module';
import type { AuditRequest } from './request.ts';
import { wordsStamp } from './words.ts';

const require = createRequire(import.meta.url);

/** Rises whenever a check or its words judge the same visit differently. */
const SIGNAL_RULES = '2';

/**
 * What measured: stamped on every audit, so that results of different makes can be told apart. `words` names the words
 * and hosts that the checks looked for.
 */
export function stamps(asked: Pick<AuditRequest, 'portalDomain' | 'regencyWords'>): Record<string, string> {
  const { version } = require('lighthouse/package.json') as { version: string };
  const words = wordsStamp(asked.portalDomain, asked.regencyWords);
  return { lighthouse: version, signalRules: SIGNAL_RULES, words };
}
