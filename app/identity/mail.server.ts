/** Mail by the configured SMTP server. */
import nodemailer, { type Transporter } from 'nodemailer';
import { env } from '../env.server.ts';

export interface Mail {
  to: { name: string; address: string };
  subject: string;
  text: string;
}

/** Whether a mail server is configured; without one links are printed or copied. */
export const isMailOn = (): boolean => env().SMTP_URL !== undefined;

let kept: Transporter | undefined;

/**
 * Hands a mail to the server and resolves with what it said.
 * @throws Error of nodemailer; see `mayHaveArrived`
 */
export async function sendMail({ to, subject, text }: Mail): Promise<string> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) throw new Error('SMTP_URL is empty');
  kept ??= nodemailer.createTransport(SMTP_URL, { from: MAIL_FROM ?? `no-reply@${new URL(SMTP_URL).hostname}` });
  const sent = await kept.sendMail({ to, subject, text, textEncoding: 'quoted-printable' });
  return String(sent.response);
}

/** Failures before anything of the mail went out: no such name, no sign-in, no sender or recipient. */
const BEFORE_CONTENT = new Set(['EDNS', 'EAUTH', 'EENVELOPE', 'EMESSAGE']);

/**
 * Whether a mail that failed may have been taken all the same: the line was there and broke, or nothing was heard for too
 * long, and the server has not said what became of the mail. Such a mail is never sent again by itself.
 */
export function mayHaveArrived(error: unknown): boolean {
  const { code, responseCode, syscall } = Object(error) as { code?: string; responseCode?: unknown; syscall?: string };
  return typeof responseCode !== 'number' && syscall !== 'connect' && !BEFORE_CONTENT.has(code ?? '');
}
