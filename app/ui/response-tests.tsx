import type { ReactNode } from 'react';
import type { Channel } from '#app/contest/channels.ts';
import { formatNumber, formatTime } from '#app/i18n/format.ts';
import { responseText } from '#app/i18n/response-tests.ts';
import type { Locale, Text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { TableBox } from './table-box.tsx';

export interface ShownTest {
  id: string;
  channel: Channel;
  value: string;
  sentAt: Date | string;
  answeredAt: Date | string | null;
  note: string | null;
}

/** Minutes under an hour, hours under two days, else days. */
function duration(from: Date | string, to: Date | string, t: Text<keyof typeof responseText.id>, locale: Locale) {
  const minutes = (new Date(to).getTime() - new Date(from).getTime()) / 60_000;
  if (minutes < 60) return t('minutes', { n: Math.max(1, Math.round(minutes)) });
  const hours = minutes / 60;
  const tenth = (value: number) => formatNumber(Math.round(value * 10) / 10, locale);
  return hours < 48 ? t('hours', { n: tenth(hours) }) : t('days', { n: tenth(hours / 24) });
}

/** Test messages and what came of them. `act` is the organizer's, on one without an answer. */
export function ResponseTests({ tests, act }: { tests: readonly ShownTest[]; act?: (test: ShownTest) => ReactNode }) {
  const t = useText(responseText);
  const locale = useLocale();
  return (
    <div className="stack stack--tight">
      <h3>{t('tests')}</h3>
      <p className="muted small">{t('testsLead')}</p>
      {tests.length === 0 ? (
        <p className="muted">{t('testsNone')}</p>
      ) : (
        <TableBox label={t('tests')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('colChannel')}</th>
                <th scope="col">{t('colSent')}</th>
                <th scope="col">{t('colAnswer')}</th>
                <th scope="col">{t('colNote')}</th>
              </tr>
            </thead>
            <tbody>
              {tests.map((test) => (
                <tr key={test.id}>
                  <th scope="row">
                    {t(`channel_${test.channel}`)} <span className="muted small">{test.value}</span>
                  </th>
                  <td>{formatTime(test.sentAt, locale)}</td>
                  <td>
                    {test.answeredAt
                      ? t('answeredIn', { duration: duration(test.sentAt, test.answeredAt, t, locale) })
                      : t('notAnswered')}
                    {test.answeredAt ? null : act?.(test)}
                  </td>
                  <td>{test.note ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </div>
  );
}
