import { defineText } from './text.ts';

/** The webmaster's pages. */
export const opdText = defineText({
  id: {
    title: 'Laporan situs',
    lead: 'Hasil pemeriksaan otomatis atas situs yang Anda kelola.',
    none: 'Belum ada situs yang dikaitkan dengan akun Anda',
    noneBody: 'Hubungi panitia agar OPD Anda dikaitkan dengan akun ini.',
    noContest: 'Belum ada lomba yang berjalan',
    noContestBody: 'Laporan muncul di sini setelah panitia membuka lomba.',
    contest: '{name}',
    open: 'Buka laporan',
    openOf: 'Buka laporan {name}',
    noSite: 'Belum ada situs yang terdaftar.',
    noAudit: 'Situs ini belum selesai diperiksa. Laporan muncul di sini setelah pemeriksaan selesai.',
    proposalNote:
      'Poin di bawah ini usulan pemeriksaan otomatis. Nilai juri dan peringkat baru terbuka setelah pengumuman.',
    back: 'Semua situs Anda',
    ready: 'laporan tersedia',
    waiting: 'menunggu pemeriksaan',
    badge: 'Lencana untuk situs Anda',
    badgeLead: 'Salin kode ini ke kaki halaman situs. Lencana mengantar pengunjung ke halaman yang membuktikannya.',
    badgeAlt: 'Lencana {title}',
  },
  en: {
    title: 'Site report',
    lead: 'Results of the automated audit of the site you look after.',
    none: 'No site is tied to your account yet',
    noneBody: 'Ask the organizers to tie your agency to this account.',
    noContest: 'There is no contest yet',
    noContestBody: 'The report appears here once the organizers open a contest.',
    contest: '{name}',
    open: 'Open the report',
    openOf: 'Open the report of {name}',
    noSite: 'No site is registered.',
    noAudit: 'This site has not been audited yet. The report appears here when the audit has finished.',
    proposalNote:
      'The points below are proposed by the automated audit. Judges’ marks and ranks open only with the release.',
    back: 'All your sites',
    ready: 'report ready',
    waiting: 'waiting for the audit',
    badge: 'Badge for your site',
    badgeLead: 'Copy this code into the footer of your site. The badge leads visitors to the page that proves it.',
    badgeAlt: 'Badge {title}',
  },
});
