import type { TestProject } from 'vitest/node';
import { type Regency, startRegency } from '#tests/fixtures/regency.ts';

declare module 'vitest' {
  interface ProvidedContext {
    regency: Omit<Regency, 'stop'>;
  }
}

/** One fictional regency for all files of the project: what was audited in one is at the same addresses in the next. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...regency } = await startRegency();
  project.provide('regency', regency);
  return stop;
}
