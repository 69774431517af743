import { defineText } from './text.ts';

/** The organizer's screens about next year's edition and the years before. */
export const editionsText = defineText({
  id: {
    nextTitle: 'Mulai edisi berikutnya',
    nextLead: 'Dari edisi {year}, dalam satu langkah.',
    nextTakes:
      'Yang ikut: daftar OPD dengan nama, kategori, dan alamat terakhir; rubrik yang berlaku; kata; pengaturan lomba.',
    nextLeaves:
      'Yang tidak ikut: nilai, penugasan, pemeriksaan, putusan, dan hasil. Edisi {year} tetap terbit seperti adanya.',
    nextStart: 'Mulai edisi baru',
    nextClosed: 'Edisi berikutnya dapat dimulai setelah hasil edisi {year} diumumkan.',
    refused_noContest: 'Belum ada edisi lomba.',
    refused_notReleased: 'Hasil edisi yang berjalan belum diumumkan.',
    refused_year: 'Isi tahun setelah edisi yang terakhir, paling jauh 2100.',
    refused_name: 'Isi nama, paling banyak 200 huruf.',
    refused_taken: 'Tahun ini sudah punya edisi lomba.',
    trendTitle: 'Tren antartahun',
    trendLead: 'Nilai akhir dan peringkat dalam kategori, hanya dari hasil yang sudah terbit.',
    trendNone: 'Belum ada hasil yang terbit.',
    trendOther:
      'Tahun dengan tanda * dinilai dengan rubrik lain dari tahun sebelumnya: nilainya tidak dapat dibandingkan langsung.',
    colAgency: 'OPD',
    colChange: 'Selisih terakhir',
    cell: '{total} (ke-{rank})',
    noPlace: '{total} (tanpa peringkat)',
    absent: 'tidak ikut',
    incomplete: 'tanpa nilai akhir',
    line: 'Nilai {name}: {points}',
  },
  en: {
    nextTitle: 'Start the next edition',
    nextLead: 'From the edition of {year}, in one step.',
    nextTakes:
      'What comes along: agencies with their latest names, categories and addresses; the rubric in force; words; settings.',
    nextLeaves:
      'What does not: marks, assignments, audits, decisions and results. The edition of {year} stays released as it is.',
    nextStart: 'Start the new edition',
    nextClosed: 'The next edition can be started once the results of {year} are released.',
    refused_noContest: 'There is no contest yet.',
    refused_notReleased: 'The results of the edition at hand are not released yet.',
    refused_year: 'Give a year after the last edition, 2100 at most.',
    refused_name: 'Give a name of at most 200 letters.',
    refused_taken: 'This year has a contest already.',
    trendTitle: 'Over the years',
    trendLead: 'Totals and ranks in the category, from released results alone.',
    trendNone: 'No results are released yet.',
    trendOther:
      'Years marked * were scored by another rubric than the year before: their totals cannot be compared directly.',
    colAgency: 'Agency',
    colChange: 'Latest difference',
    cell: '{total} (rank {rank})',
    noPlace: '{total} (no rank)',
    absent: 'no entry',
    incomplete: 'no total',
    line: 'Totals of {name}: {points}',
  },
});
