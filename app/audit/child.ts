/**
 * The process that visits one site. The parent sends one AuditRequest; progress and the result go back.
 * When the parent is gone, this process, its Chrome and the profile folder go too.
 */
import { endEveryChrome } from './chrome.ts';
import { type VisitOutcome, visitEntry } from './engine.ts';
import { endWithParent, giveWay } from './process-group.ts';
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

endWithParent(() => {
  endEveryChrome();
  return profile;
});

// Chrome inherits it: whatever the checks do, a speed run beside them is not bent.
giveWay(19);

// A page that reloads under a probe leaves promises that nobody awaits; they must not end the whole visit.
process.on('unhandledRejection', () => {});

process.once('message', async (task: ChildTask) => {
  profile = task.profile;
  const outcome = await visitEntry(task.request, task.profile, (progress) => {
    send({ type: 'progress', progress });
  });
  await send({ type: 'result', outcome });
});

send({ type: 'ready' });
