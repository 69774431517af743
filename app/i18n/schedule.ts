import { defineText } from './text.ts';

/** Texts of the schedule of phases. */
export const scheduleText = defineText({
  id: {
    title: 'Jadwal tahap',
    lead: 'Tahap terbuka sendiri pada waktunya bila tidak ada yang menghalangi; tahap sebelumnya sekaligus tertutup. Waktu yang dikosongkan berarti dibuka dengan tangan. Penetapan dan pengumuman tidak pernah terjadi sendiri dari sini.',
    opens: '{phase} dibuka (WIB)',
    save: 'Simpan jadwal',
    saved: 'Jadwal tersimpan.',
    none: 'Tidak ada tahap lagi yang dapat dijadwalkan.',
    next: '{phase} terbuka sendiri {time}.',
    refused: '{phase} seharusnya terbuka {time}, tetapi masih terhalang. Dicoba lagi setiap menit.',
    refusedOn: 'Terakhir dicoba {time}.',
    fault_notADate: 'Tulis tanggal dan jam dalam WIB, misalnya 24/11/2026 09.00.',
    fault_past: 'Waktu ini sudah lewat. Pilih yang akan datang, atau kosongkan dan buka dengan tangan.',
    fault_order: 'Harus sesudah tahap sebelumnya terbuka.',
  },
  en: {
    title: 'Schedule of phases',
    lead: 'A phase opens by itself at its moment when nothing stands in its way, and the one before it closes. Left empty, it is opened by hand. Finalising and releasing never happen by themselves from here.',
    opens: '{phase} opens (WIB)',
    save: 'Save the schedule',
    saved: 'The schedule is saved.',
    none: 'No further phase can be scheduled.',
    next: '{phase} opens by itself {time}.',
    refused: '{phase} was to open {time}, but something is in the way. It is tried again every minute.',
    refusedOn: 'Last tried {time}.',
    fault_notADate: 'Write date and time in WIB, such as 24/11/2026 09:00.',
    fault_past: 'This moment has passed. Choose one to come, or leave it empty and open it by hand.',
    fault_order: 'It must be after the phase before it opens.',
  },
});
