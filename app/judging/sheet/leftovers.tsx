import { useEffect, useState } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Notice } from '#app/ui/notice.tsx';
import { openOutbox } from './device.client.ts';
import { useHeartbeat } from './use-heartbeat.ts';

/**
 * Marks of a sheet that was left before they had gone out: sent from the desk too, and said until they are there. A
 * device that was cut off, or whose session ended, is told so here.
 */
export function Leftovers({ judgeId }: { judgeId: string }) {
  const t = useText(judgingText);
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const { box, close } = openOutbox(judgeId, '', () => {});
    const count = () => setLeft(box.snapshot().pending.length);
    count();
    const silence = box.subscribe(count);
    return () => {
      silence();
      close();
    };
  }, [judgeId]);
  const over = useHeartbeat(judgeId, left);
  if (over) {
    return (
      <Notice tone="danger" live>
        <a href={paths.signIn()}>{t('signedOut', { n: left ?? 0 })}</a>
      </Notice>
    );
  }
  if (!left) return null;
  return (
    <Notice tone="warning" live>
      {t('leftovers', { n: left })}
    </Notice>
  );
}
