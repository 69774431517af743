import { defineText } from './text.ts';

/** Letters to the hosting and to Diskominfo, made of a report. */
export const letterText = defineText({
  id: {
    title: 'Surat untuk {to}',
    back: 'Kembali ke laporan',
    howTo: 'Ketuk surat untuk memilih seluruh isinya, lalu salin; atau cetak halaman ini (Ctrl+P).',
    nothing: 'Tidak ada yang perlu diminta kepada {to}.',
    date: '{date}',
    to_hosting: 'Yth. Pengelola hosting {site}',
    to_diskominfo: 'Yth. Kepala Dinas Komunikasi dan Informatika',
    subject: 'Hal: Permohonan perbaikan situs {site}',
    greeting: 'Dengan hormat,',
    opening_hosting:
      'Pemeriksaan situs {name} ({site}) pada {date} menemukan hal berikut, yang diatur di server atau panel hosting.',
    opening_diskominfo:
      'Pemeriksaan situs {name} ({site}) pada {date} menemukan hal berikut, yang memerlukan bantuan Diskominfo.',
    openingDown: 'Pada {date} situs {name} ({site}) tidak dapat dibuka: {failure}',
    evidence: 'Bukti: {text}',
    ask: 'Mohon: {advice}',
    askDown: 'Mohon: pulihkan situs, sampaikan penyebabnya, dan apa yang mencegahnya terulang.',
    closing:
      'Mohon kabar bila sudah diperbaiki, agar dapat kami periksa kembali. Atas bantuannya kami ucapkan terima kasih.',
    sign: 'Hormat kami,',
    signer: 'Pengelola situs {name}',
    lead_hosting: 'pengelola hosting',
    lead_diskominfo: 'Diskominfo',
  },
  en: {
    title: 'Letter to {to}',
    back: 'Back to the report',
    howTo: 'Tap the letter to select all of it and copy; or print this page (Ctrl+P).',
    nothing: 'There is nothing to ask of {to}.',
    date: '{date}',
    to_hosting: 'To the hosting of {site}',
    to_diskominfo: 'To the head of the communication and informatics office (Diskominfo)',
    subject: 'Subject: Request to mend the site {site}',
    greeting: 'Dear Sir or Madam,',
    opening_hosting:
      'The audit of {name}’s site ({site}) on {date} found the following, which is set at the server or hosting panel.',
    opening_diskominfo:
      'The audit of {name}’s site ({site}) on {date} found the following, for which we need the help of Diskominfo.',
    openingDown: 'On {date} the site of {name} ({site}) did not open: {failure}',
    evidence: 'Evidence: {text}',
    ask: 'We ask: {advice}',
    askDown: 'We ask: bring the site back, and tell us the cause and what keeps it from happening again.',
    closing: 'Please tell us once it is mended, so that we can check again. Thank you for your help.',
    sign: 'Yours faithfully,',
    signer: 'Webmaster of {name}',
    lead_hosting: 'the hosting',
    lead_diskominfo: 'Diskominfo',
  },
});
