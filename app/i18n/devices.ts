import { defineText } from './text.ts';

/** Judges' sign-in cards, their devices, and what a device must be able to do. */
export const devicesText = defineText({
  id: {
    title: 'Kartu masuk dan perangkat juri',
    lead: 'Juri masuk dengan memindai kartu atau mengetik kodenya, tanpa kata sandi. Satu kartu untuk satu perangkat.',

    devicesTitle: 'Perangkat juri ({n})',
    devicesLead:
      'Keadaan menurut kontak terakhir; daftar ini diperbarui sendiri. Tablet hilang? Putuskan: saat itu juga tidak dapat dipakai lagi, dan nilai yang sudah tersimpan tetap aman.',
    noDevices: 'Belum ada juri yang masuk.',
    judge: 'Juri',
    device: 'Perangkat',
    contact: 'Kontak terakhir',
    unsent: 'Belum terkirim',
    state: 'Keadaan',
    act: 'Tindakan',
    unknownDevice: 'Perangkat tidak dikenal',
    since: 'sejak {time}',
    now: 'baru saja',
    minutesAgo: '{n} menit lalu',
    hoursAgo: '{n} jam lalu',
    notSaid: 'belum diketahui',
    stateIn: 'Masuk',
    stateSilent: 'Diam',
    stateOut: 'Keluar',
    stateCutOff: 'Diputuskan',
    cutOff: 'Putuskan',
    cutOffOf: 'Putuskan {device} milik {judge}',
    cutDone: 'Perangkat {judge} sudah diputuskan.',
    cutDoneUnsent:
      'Perangkat {judge} sudah diputuskan. Menurut kontak terakhir, {n} isian belum terkirim; isian itu tetap tersimpan di perangkat tersebut dan terkirim bila juri masuk lagi di sana dengan kartu baru.',
    cutGone: 'Perangkat itu sudah tidak ada atau sudah diputuskan.',
    summary: 'Perangkat juri: {in} masuk, {silent} diam lebih dari lima menit, {unsent} isian belum terkirim.',
    toDevices: 'Kartu masuk dan perangkat',

    printTitle: 'Cetak kartu masuk',
    printLead:
      'Kartu berlaku {days} hari dan hanya sekali, untuk perangkat pertama yang memakainya. QR dan kode hanya ditampilkan pada lembar yang dicetak, tidak disimpan. Mencetak lagi membuat kartu baru; kartu juri itu yang belum dipakai langsung dicabut.',
    whom: 'Juri',
    all: 'Semua juri yang masih menilai',
    departed: 'berhenti menilai',
    invited: 'diundang, belum masuk',
    noJudges: 'Belum ada juri. Tuliskan namanya di bawah.',
    names: 'Juri baru, satu nama per baris',
    namesHint: 'Nama seperti akan tertulis di berita acara. Juri langsung tercatat dan dapat ditugaskan.',
    count: 'Kartu untuk tiap juri',
    countN: '{n} kartu ({n} perangkat)',
    print: 'Buat kartu',
    nobodyChosen: 'Pilih paling sedikit satu juri, atau tuliskan nama juri baru.',
    nameKnown: '{name} sudah terdaftar sebagai juri. Centang namanya, jangan ditulis lagi.',
    nameTwice: 'Nama {name} tertulis dua kali.',
    nameLong: 'Nama paling panjang 120 huruf, dan paling banyak 100 nama sekali cetak.',
    loopback:
      'QR dan alamat di kartu memakai {origin}, yang tidak dapat dibuka dari tablet. Buka halaman ini lewat alamat yang dipakai juri, atau isi PUBLIC_URL, lalu cetak lagi.',

    sheetTitle: 'Kartu masuk juri',
    sheetLead:
      '{n} kartu. Cetak sekarang: setelah halaman ini ditinggalkan, QR dan kodenya tidak dapat ditampilkan lagi. Potong dan berikan tiap kartu hanya kepada juri yang tertulis; siapa pun yang memegangnya dapat masuk sebagai juri itu.',
    printNow: 'Cetak',
    done: 'Selesai',
    cardSlot: 'Perangkat {slot} dari {of}',
    cardScan: 'Pindai QR ini dengan kamera tablet, atau buka {address} lalu ketik kode:',
    cardUntil: 'Sekali pakai, untuk satu perangkat. Berlaku sampai {time}.',
    qrOf: 'QR untuk masuk sebagai {name}, perangkat {slot}',

    unusedTitle: 'Kartu yang belum dipakai ({n})',
    cardOpenUntil: 'Berlaku sampai {time}',
    cardExpired: 'Kedaluwarsa {time}',
    revoke: 'Cabut',
    revokeOf: 'Cabut kartu {name}, perangkat {slot}',
    revoked: 'Kartu sudah dicabut; QR dan kodenya tidak berlaku lagi.',
    revokeGone: 'Kartu itu sudah dipakai atau sudah dicabut.',

    codeTitle: 'Juri',
    codeLead:
      'Pindai QR pada kartu masuk Anda dengan kamera, atau ketik kodenya di sini. Tidak perlu kata sandi. Bila panitia mengirim tautan, bukalah tautan itu di perangkat ini.',
    code: 'Kode kartu',
    codeHint: 'Delapan huruf dan angka, misalnya K7QM-R2XD. Kode tidak memakai angka 0 dan 1 atau huruf O dan I.',
    codeButton: 'Lanjut',
    codeWrong:
      'Kode ini tidak dikenal. Cocokkan lagi dengan kartu, huruf demi huruf; bila tetap gagal, mintalah kartu baru kepada panitia.',
    codeTooMany:
      'Terlalu banyak kode yang salah. Coba lagi dalam {minutes} menit, pindai QR pada kartu, atau hubungi panitia.',
    othersTitle: 'Panitia, ketua juri, dan pengelola situs OPD',

    confirmTitle: 'Masuk sebagai {name}?',
    confirmLead:
      'Nilai dari perangkat ini akan tercatat atas nama {name}. Bukan Anda? Kembalikan kartu ini kepada panitia.',
    confirmButton: 'Ya, masuk sebagai {name}',
    confirmOnce: 'Kartu ini hanya berlaku sekali: setelah masuk, kartu terikat pada perangkat ini.',
    confirmUntil: 'Kartu berlaku sampai {time}.',
    notMe: 'Bukan saya',
    replaces: 'Perangkat ini sedang masuk sebagai {name}. Dengan melanjutkan, sesi itu berakhir di sini.',
    refused_unknown: 'Kartu ini tidak dikenal',
    refused_unknownWhy:
      'Mungkin alamatnya terpotong. Pindai QR sekali lagi, atau ketik kode kartunya di halaman masuk.',
    refused_used: 'Kartu ini sudah dipakai',
    refused_usedWhy:
      'Setiap kartu hanya berlaku sekali, untuk perangkat pertama yang memakainya. Mintalah kartu baru kepada panitia.',
    refused_revoked: 'Kartu ini sudah dicabut',
    refused_revokedWhy:
      'Mungkin panitia sudah mencetak kartu yang lebih baru untuk Anda. Mintalah kartu itu kepada panitia.',
    refused_expired: 'Kartu ini sudah kedaluwarsa',
    refused_expiredWhy: 'Mintalah kartu baru kepada panitia.',
    refused_notJudge: 'Kartu ini tidak dapat dipakai',
    refused_notJudgeWhy:
      'Kartu hanya untuk juri. Akun ini sekarang punya peran lain: masuklah dengan surel dan kata sandi.',
    refused_departed: 'Kartu ini tidak dapat dipakai',
    refused_departedWhy: 'Anda tercatat berhenti menilai dalam lomba ini. Bila itu keliru, hubungi panitia.',
    toSignIn: 'Ke halaman masuk',

    floorTitle: 'Perangkat ini belum memenuhi syarat untuk menilai',
    floorBrowser:
      'Peramban di perangkat ini terlalu lama; diperlukan Chrome 111 atau yang lebih baru. Perbarui Chrome lewat Play Store (juga Android System WebView), lalu buka halaman ini lagi. Bila tidak dapat diperbarui, pakailah perangkat lain atau hubungi panitia.',
    floorMemory:
      'Memori perangkat ini kurang dari 2 GB. Tutup aplikasi lain dan pakailah satu tab saja; bila halaman terasa berhenti atau memuat ulang sendiri, pakailah perangkat lain.',
    floorScript:
      'JavaScript di peramban ini tidak aktif. Lembar nilai memerlukannya: aktifkan di setelan situs peramban, lalu muat ulang halaman ini.',
    floor: 'Untuk menilai: Chrome 111 atau yang lebih baru, memori 2 GB.',
  },
  en: {
    title: 'Judges’ sign-in cards and devices',
    lead: 'Judges sign in by scanning a card or typing its code, without a password. One card for one device.',

    devicesTitle: 'Judges’ devices ({n})',
    devicesLead:
      'As of the last contact; the list renews itself. A tablet is lost? Cut it off: it stops working at once, and marks that were saved are safe.',
    noDevices: 'No judge has signed in yet.',
    judge: 'Judge',
    device: 'Device',
    contact: 'Last contact',
    unsent: 'Unsent',
    state: 'State',
    act: 'Act',
    unknownDevice: 'Unknown device',
    since: 'since {time}',
    now: 'just now',
    minutesAgo: '{n} min ago',
    hoursAgo: '{n} h ago',
    notSaid: 'not known yet',
    stateIn: 'Signed in',
    stateSilent: 'Silent',
    stateOut: 'Signed out',
    stateCutOff: 'Cut off',
    cutOff: 'Cut off',
    cutOffOf: 'Cut off {device} of {judge}',
    cutDone: 'The device of {judge} has been cut off.',
    cutDoneUnsent:
      'The device of {judge} has been cut off. At its last contact {n} edits were unsent; they stay on that device and go out when the judge signs in there again with a new card.',
    cutGone: 'That device is gone or was cut off before.',
    summary: 'Judges’ devices: {in} signed in, {silent} silent for more than five minutes, {unsent} edits unsent.',
    toDevices: 'Sign-in cards and devices',

    printTitle: 'Print sign-in cards',
    printLead:
      'A card is valid for {days} days and only once, for the first device that uses it. QR and code are shown on the printed sheet only and not kept. Printing again makes new cards; that judge’s unused ones are revoked at once.',
    whom: 'Judges',
    all: 'Every judge who still judges',
    departed: 'no longer judges',
    invited: 'invited, not signed in yet',
    noJudges: 'There is no judge yet. Write the names below.',
    names: 'New judges, one name a line',
    namesHint: 'As the name will stand in the official minutes. The judge is entered at once and can be assigned.',
    count: 'Cards for each judge',
    countN: 'cards: {n} (devices: {n})',
    print: 'Make the cards',
    nobodyChosen: 'Choose at least one judge, or write the names of new ones.',
    nameKnown: '{name} is a judge already. Tick the name instead of writing it.',
    nameTwice: 'The name {name} is written twice.',
    nameLong: 'A name has 120 letters at most, and a print 100 names at most.',
    loopback:
      'QR and address on the cards use {origin}, which no tablet can open. Open this page by the address judges use, or set PUBLIC_URL, then print again.',

    sheetTitle: 'Judges’ sign-in cards',
    sheetLead:
      'Cards: {n}. Print now: once you leave this page, QR and code cannot be shown again. Cut the cards and give each only to the judge named on it; whoever holds it can sign in as that judge.',
    printNow: 'Print',
    done: 'Done',
    cardSlot: 'Device {slot} of {of}',
    cardScan: 'Scan this QR with the tablet’s camera, or open {address} and type the code:',
    cardUntil: 'Works once, for one device. Valid until {time}.',
    qrOf: 'QR to sign in as {name}, device {slot}',

    unusedTitle: 'Cards not used yet ({n})',
    cardOpenUntil: 'Valid until {time}',
    cardExpired: 'Expired {time}',
    revoke: 'Revoke',
    revokeOf: 'Revoke the card of {name}, device {slot}',
    revoked: 'The card has been revoked; its QR and code no longer work.',
    revokeGone: 'That card was used or revoked before.',

    codeTitle: 'Judges',
    codeLead:
      'Scan the QR on your sign-in card with the camera, or type its code here. No password is needed. If the organizers sent you a link, open that link on this device.',
    code: 'Card code',
    codeHint: 'Eight letters and digits, for example K7QM-R2XD. Codes have no digits 0 and 1 and no letters O and I.',
    codeButton: 'Go on',
    codeWrong:
      'This code is unknown. Compare it with the card letter by letter; if it still fails, ask the organizers for a new card.',
    codeTooMany: 'Too many wrong codes. Try again in {minutes} min, scan the QR on the card, or ask the organizers.',
    othersTitle: 'Organizers, chief judges and the agencies’ webmasters',

    confirmTitle: 'Sign in as {name}?',
    confirmLead:
      'Marks from this device will be recorded under the name {name}. Not you? Give this card back to the organizers.',
    confirmButton: 'Yes, sign in as {name}',
    confirmOnce: 'This card works once: after signing in it belongs to this device.',
    confirmUntil: 'The card is valid until {time}.',
    notMe: 'That is not me',
    replaces: 'This device is signed in as {name}. If you go on, that session ends here.',
    refused_unknown: 'This card is unknown',
    refused_unknownWhy:
      'Its address may have been cut short. Scan the QR once more, or type the card’s code on the sign-in page.',
    refused_used: 'This card has been used',
    refused_usedWhy:
      'Every card works only once, for the first device that uses it. Ask the organizers for a new card.',
    refused_revoked: 'This card has been revoked',
    refused_revokedWhy: 'The organizers may have printed a newer card for you. Ask them for it.',
    refused_expired: 'This card has expired',
    refused_expiredWhy: 'Ask the organizers for a new card.',
    refused_notJudge: 'This card cannot be used',
    refused_notJudgeWhy:
      'Cards are for judges only. This account now has another role: sign in with e-mail and password.',
    refused_departed: 'This card cannot be used',
    refused_departedWhy:
      'You are recorded as no longer judging in this contest. If that is a mistake, ask the organizers.',
    toSignIn: 'To the sign-in page',

    floorTitle: 'This device does not meet what judging needs',
    floorBrowser:
      'The browser of this device is too old; Chrome 111 or newer is needed. Update Chrome in the Play Store (and Android System WebView), then open this page again. If it cannot be updated, use another device or ask the organizers.',
    floorMemory:
      'This device has less than 2 GB of memory. Close other apps and keep a single tab; if pages stop or reload by themselves, use another device.',
    floorScript:
      'JavaScript is off in this browser. The score sheet needs it: switch it on in the browser’s site settings, then reload this page.',
    floor: 'For judging: Chrome 111 or newer, 2 GB of memory.',
  },
});
