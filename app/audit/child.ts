/**
 * The process that visits one site. The parent sends one AuditRequest; progress and the result go back.
 * When the parent is gone, this process, its Chrome and the profile folder go too.
 */
import { rmSync } from 'node:fs';
import { type VisitOutcome, visitEntry } from './engine.ts';
import type { AuditProgress } from './progress.ts';
import type { AuditRequest } from './request.ts';

export interface ChildTask {
  request: AuditRequest;
  profile: string;
}

export type ChildMessage =
  | { type: 'ready' }
  | { type: 'progress'; progress: AuditProgress }
  | { type: 'result'; outcome: VisitOutcome };

let profile: string | null = null;

function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(message, undefined, undefined, () => resolve());
    else resolve();
  });
}

process.on('disconnect', () => {
  if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  if (process.platform === 'win32') process.exit(1);
  // The parent started this process as the leader of a group, Chrome included.
  process.kill(-process.pid, 'SIGKILL');
});

// A page that reloads under Lighthouse leaves it promises that nobody awaits; they must not end the whole visit.
process.on('unhandledRejection', () => {});

process.once('message', async (task: ChildTask) => {
  profile = task.profile;
  const outcome = await visitEntry(task.request, task.profile, (progress) => {
    send({ type: 'progress', progress });
  });
  await send({ type: 'result', outcome });
});

send({ type: 'ready' });
