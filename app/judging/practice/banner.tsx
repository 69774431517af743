import { practiceText } from '#app/i18n/practice.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Notice } from '#app/ui/notice.tsx';

/** Says on a practice sheet that it is one. */
export function PracticeBanner() {
  const t = useText(practiceText);
  return (
    <Notice tone="warning" title={t('badge')}>
      {t('banner')}
    </Notice>
  );
}
