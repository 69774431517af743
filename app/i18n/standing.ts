import { defineText } from './text.ts';

/** How judges correct the audits' proposals. */
export const standingText = defineText({
  id: {
    title: 'Koreksi usulan',
    lead: 'Seberapa sering dan seberapa jauh tiap juri mengubah usulan pemeriksaan, dari lembar yang sudah terkirim.',
    toPage: 'Koreksi usulan',
    noContest: 'Belum ada edisi lomba.',
    none: 'Belum ada lembar terkirim yang memuat usulan.',
    table: 'Koreksi tiap juri',
    judge: 'Juri',
    changed: 'Diubah',
    changedOf: '{n} dari {all}',
    direction: 'Rata-rata arah',
    distance: 'Rata-rata jarak',
    allIndicators: 'semua usulan',
    higher: '{points} poin di atas usulan',
    lower: '{points} poin di bawah usulan',
    level: 'sama dengan usulan',
    points: '{points} poin',
    nothing: '–',
    explain:
      'Arah dan jarak dihitung hanya dari usulan yang diubah. Arah: nilai juri dikurangi usulan, naik dan turun saling meniadakan. Jarak: besar selisihnya tanpa melihat naik atau turun. Yang diputus ketua juri atau belum terukur tidak ikut.',
  },
  en: {
    title: 'Corrections of proposals',
    lead: 'How often and how far each judge changes what the audit proposes, from submitted sheets.',
    toPage: 'Corrections of proposals',
    noContest: 'There is no contest yet.',
    none: 'No submitted sheet has a proposal yet.',
    table: 'Corrections by judge',
    judge: 'Judge',
    changed: 'Changed',
    changedOf: '{n} of {all}',
    direction: 'Mean direction',
    distance: 'Mean distance',
    allIndicators: 'all proposals',
    higher: '{points} points above the proposal',
    lower: '{points} points below the proposal',
    level: 'as proposed',
    points: '{points} points',
    nothing: '–',
    explain:
      'Direction and distance come from changed proposals alone. Direction: the judge’s points less the proposal’s, ups and downs cancel. Distance: how far, whichever way. What the chief judge ruled on or what was not measured is left out.',
  },
});
