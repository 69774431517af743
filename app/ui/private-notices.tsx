import type { FullReport } from '#app/audit/report-view.ts';
import { speedText } from '#app/i18n/speed.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Notice } from './notice.tsx';

/** Where identity numbers can be read; never a number. For the entry's webmaster alone. */
export function PrivateNotices({ notices }: { notices: FullReport['notices'] }) {
  const t = useText(speedText);
  if (notices.length === 0) return null;
  return (
    <Notice tone="danger" title={t('notices')}>
      <p>{t('noticesBody')}</p>
      <ul>
        {notices.map(({ url, count, where }) => (
          <li className="cell-site" key={`${url} ${where}`}>
            {t('noticeCount', { n: count })}: {url} <span lang="id">({where})</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
