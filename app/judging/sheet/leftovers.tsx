import { useEffect, useState } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Notice } from '#app/ui/notice.tsx';
import { openOutbox } from './device.client.ts';

/** Marks of a sheet that was left before they had gone out: sent from the desk too, and said until they are there. */
export function Leftovers({ judgeId }: { judgeId: string }) {
  const t = useText(judgingText);
  const [left, setLeft] = useState(0);
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
  if (left === 0) return null;
  return (
    <Notice tone="warning" live>
      {t('leftovers', { n: left })}
    </Notice>
  );
}
