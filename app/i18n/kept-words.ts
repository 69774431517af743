import { defineText } from './text.ts';

/** The note beside a form whose words were kept on the device. */
export const keptWordsText = defineText({
  id: {
    back: 'Tulisan Anda yang belum diterima server dikembalikan di sini. Tulisan ini hanya tersimpan di tab ini.',
    files: 'Berkas harus dipilih lagi.',
    drop: 'Kosongkan isian',
  },
  en: {
    back: 'What you wrote and the server has not taken yet is back in this form. It is kept in this tab only.',
    files: 'Files have to be chosen again.',
    drop: 'Empty the form',
  },
});
