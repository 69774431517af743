import { defineText } from './text.ts';

/** Letters about a site: what broke, and that it is well again. They say what was seen, never whose fault it is. */
export const siteLettersText = defineText({
  id: {
    brokenSubject_down: 'Situs tidak dapat dibuka: {name}',
    broken_down:
      'Situs {name} ({url}) tidak menjawab pada dua pemeriksaan berturut-turut, yang terakhir {time}. Warga mungkin tidak dapat membukanya. Coba buka dari ponsel; bila tetap tidak terbuka, hubungi penyedia hosting atau Diskominfo.',
    wellSubject_down: 'Pulih, situs dapat dibuka lagi: {name}',
    well_down: 'Situs {name} ({url}) menjawab lagi, terakhir {time}.',
    brokenSubject_certificate: 'Sertifikat HTTPS segera habis: {name}',
    broken_certificate:
      'Sertifikat HTTPS situs {name} ({url}) berlaku sampai {end}. Sesudah itu peramban memperingatkan setiap pengunjung. Perbarui di panel hosting, atau mintalah penyedia hosting memperbaruinya.',
    wellSubject_certificate: 'Pulih, sertifikat HTTPS sudah diperbarui: {name}',
    well_certificate: 'Sertifikat HTTPS situs {name} ({url}) sudah diperbarui, terlihat {time}.',
    brokenSubject_spam: 'Sisipan judi daring pada situs: {name}',
    broken_spam:
      'Panitia telah memeriksa sendiri dan memastikan adanya sisipan judi daring pada situs {name} ({url}). Biasanya ini ulah penyusup. Laporan situs Anda memuat halaman dan tempatnya serta cara membersihkannya.',
    wellSubject_spam: 'Pulih, sisipan judi daring tidak lagi tercatat: {name}',
    well_spam: 'Sisipan judi daring tidak lagi tercatat pada situs {name} ({url}), per {time}.',
    brokenSubject_contact: 'Nomor aduan hilang dari situs: {name}',
    broken_contact:
      '{number} dari daftar kontak resmi tidak lagi kami temukan pada halaman situs {name} ({url}) yang dibaca {time}; sebelumnya ada. Bila nomornya berganti, usulkan yang baru; bila tidak, tampilkan lagi supaya warga dapat mengadu.',
    wellSubject_contact: 'Pulih, nomor aduan tampil lagi: {name}',
    well_contact: '{number} tampil lagi pada situs {name} ({url}), terlihat {time}.',
    once: 'Surat seperti ini datang sekali untuk setiap kejadian dan sekali lagi bila sudah pulih, selama tahap pemeriksaan. Anda dapat mematikannya di halaman Akun.',
    settingTitle: 'Surel tentang situs',
    settingLead:
      'Selama tahap pemeriksaan Anda mendapat surel sekali bila situs tidak dapat dibuka, sertifikat segera habis, nomor aduan hilang, atau sisipan judi daring sudah dipastikan panitia, dan sekali lagi bila sudah pulih.',
    settingOn: 'Surel tentang situs menyala.',
    settingOff: 'Surel tentang situs mati.',
    turnOn: 'Nyalakan',
    turnOff: 'Matikan',
  },
  en: {
    brokenSubject_down: 'Site cannot be opened: {name}',
    broken_down:
      'The site of {name} ({url}) did not answer two probes in a row, the last one {time}. Citizens may be unable to open it. Try it from a phone; if it stays closed, ask your hosting provider or Diskominfo.',
    wellSubject_down: 'Well again, the site can be opened: {name}',
    well_down: 'The site of {name} ({url}) answers again, last seen {time}.',
    brokenSubject_certificate: 'HTTPS certificate about to expire: {name}',
    broken_certificate:
      'The HTTPS certificate of {name} ({url}) is valid until {end}. After that browsers warn every visitor. Renew it in the hosting panel, or ask your hosting provider to.',
    wellSubject_certificate: 'Well again, the HTTPS certificate is renewed: {name}',
    well_certificate: 'The HTTPS certificate of {name} ({url}) is renewed, seen {time}.',
    brokenSubject_spam: 'Injected gambling spam on the site: {name}',
    broken_spam:
      'The organizers have looked themselves and confirmed injected gambling spam on the site of {name} ({url}). It is usually the work of intruders. Your site’s report names the pages and places and how to clean them.',
    wellSubject_spam: 'Well again, gambling spam is no longer on record: {name}',
    well_spam: 'Injected gambling spam is no longer on record for the site of {name} ({url}), as of {time}.',
    brokenSubject_contact: 'Complaint number gone from the site: {name}',
    broken_contact:
      '{number} of the contact register is no longer on the pages of {name} ({url}) read {time}; it was there before. If the number has changed, propose the new one; if not, show it again so that citizens can complain.',
    wellSubject_contact: 'Well again, the complaint number is shown: {name}',
    well_contact: '{number} is shown again on the site of {name} ({url}), seen {time}.',
    once: 'A letter like this comes once for each event and once more when it is well again, during the audit phase. You can switch them off on the Account page.',
    settingTitle: 'E-mail about the site',
    settingLead:
      'During the audit phase you get an e-mail once when the site cannot be opened, its certificate is about to expire, a complaint number is gone, or the organizers have confirmed gambling spam, and once more when it is well again.',
    settingOn: 'E-mail about the site is on.',
    settingOff: 'E-mail about the site is off.',
    turnOn: 'Switch on',
    turnOff: 'Switch off',
  },
});
