import { z } from 'zod';

const line = (most: number) => z.string().trim().max(most);
const day = z.union([z.literal(''), z.iso.date()]);

/** What stands on the documents beside the results: who issues them, numbers, place and day, who signs. */
export const documentSettings = z.object({
  /** Pemerintah Kabupaten Karanganyar */
  government: line(120).default(''),
  /** Dinas Komunikasi dan Informatika */
  office: line(160).default(''),
  /** Address, telephone and the like, below the office's name. */
  address: line(240).default(''),
  /** Where the documents are signed. */
  place: line(80).default(''),
  /** Day of the minutes, `2026-11-24`; empty: left to be filled in. */
  minutesDay: day.default(''),
  minutesNumber: line(80).default(''),
  decreeNumber: line(80).default(''),
  certificateNumber: line(80).default(''),
  /** Who issues decree and certificates: office and name. */
  signerTitle: line(160).default(''),
  signerName: line(120).default(''),
  best: z.coerce.number().int().min(0).max(10).default(3),
  hopeful: z.coerce.number().int().min(0).max(10).default(3),
});
export type DocumentSettings = z.infer<typeof documentSettings>;

export const noSettings: DocumentSettings = documentSettings.parse({});
