import { AuditFailure } from '../failure.ts';

/** What `work` comes to. @throws the failure `timeout` when it takes longer; `work` then goes on unheard */
export async function inTime<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  work.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AuditFailure('timeout')), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
