import type { PublicationKey } from '#app/i18n/publication.ts';
import type { Text } from '#app/i18n/text.ts';
import type { OpenItem } from './open.ts';

interface Names {
  t: Text<PublicationKey>;
  judge: (id: string) => string;
  /** By id of the dataset. */
  entry: (id: string) => string;
  indicator: (id: string) => string;
}

/** An open item in one sentence without its full stop. */
export function openText(item: OpenItem, { t, judge, entry, indicator }: Names): string {
  switch (item.kind) {
    case 'noJudge':
      return t('openNoJudge');
    case 'noAudit':
      return t('openNoAudit');
    case 'measuredApart':
      return t('openApart', { stamps: item.stamps });
    case 'unmeasured':
      return t('openUnmeasured', { indicator: indicator(item.indicator) });
    case 'findingWaiting':
      return t('openFinding', { indicator: indicator(item.indicator) });
    case 'reportWaiting':
      return t('openReport', { indicator: indicator(item.indicator) });
    case 'objectionWaiting':
      return t('openObjection', { indicator: indicator(item.indicator) });
    case 'wordsWaiting':
      return t('openWords', { indicator: indicator(item.indicator), judge: judge(item.judgeId) });
    case 'honourWaiting':
      return t('openHonour', { n: item.place });
    case 'tieWaiting':
      return t('openTie', { n: item.place, others: item.withIds.map(entry).join(', ') });
    case 'notApplicableClaimed':
      return t('openClaim', { indicator: indicator(item.indicator), judges: item.judgeIds.map(judge).join(', ') });
    case 'sheetOpen':
      return t(item.started ? 'openSheetDraft' : 'openSheetNone', { judge: judge(item.judgeId) });
    case 'recusalWaiting':
      return t('openRecusal', { judge: judge(item.judgeId) });
    case 'markMissing':
      return t('openMark', { indicator: indicator(item.indicator), judge: judge(item.judgeId) });
  }
}
