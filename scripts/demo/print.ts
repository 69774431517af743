import { formatPoints } from '#app/i18n/format.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { text } from '#app/i18n/text.ts';
import { createInvitation } from '#app/identity/invitations.server.ts';
import { paths } from '#app/paths.ts';
import { boardOf } from '#app/publication/leaderboard.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { roundForDisplay } from '#app/scoring/round.ts';
import { db } from '#db/client.server.ts';
import { columns } from '../columns.ts';
import type { DemoContest } from './contest.ts';

const shown = (points: number | null) => formatPoints(points === null ? null : roundForDisplay(points, 2), 'id');

/** A table with a ruled head. */
function table(head: string[], rows: string[][], right: number[]): string {
  const [title = '', ...lines] = columns([head, ...rows], right);
  return [title, '─'.repeat(Math.max(title.length, ...lines.map((line) => line.length))), ...lines].join('\n');
}

/** The leaderboard as organizer and chief judge see it, as text. */
export async function leaderboardText(contestId: string): Promise<string> {
  const board = boardOf(await tallyContest(contestId), 'id', text(publicationText, 'id'));
  const rows = board.rows.map((row) => [
    row.rank === null ? '–' : String(row.rank),
    row.name,
    row.category,
    ...board.criteria.map((criterion) => shown(row.byCriterion[criterion.id] ?? null)),
    shown(row.total),
    row.band ?? row.open.map((each) => each.text)[0] ?? '',
  ]);
  const head = [
    '#',
    'OPD',
    'Kategori',
    ...board.criteria.map((criterion) => criterion.name),
    'Nilai',
    'Predikat / sebab belum berperingkat',
  ];
  return table(head, rows, [0, 3, 4, 5, 6, 7]);
}

/** Where to look and how to get in. Judges come in by one-time links, the others by their random password. */
export async function signInText(url: string, contest: DemoContest): Promise<string> {
  const lines = [`Aplikasi: ${url}`, '', 'Masuk dengan surel dan kata sandi acak ini:'];
  const [chief, ...judges] = contest.judges;
  const withPassword = [contest.organizer, ...(chief ? [chief] : []), contest.webmaster];
  lines.push(
    table(
      ['Peran', 'Surel', 'Kata sandi'],
      withPassword.map(({ name, email, password }) => [name, email, password ?? '']),
      [],
    ),
    '',
    'Juri masuk lewat tautan sekali pakai (satu perangkat):',
  );
  for (const judge of judges) {
    const { token } = await createInvitation(db(), {
      role: 'judge',
      name: judge.name,
      userId: judge.id,
      createdBy: contest.organizer.id,
      validDays: 1,
    });
    lines.push(`  ${judge.name}: ${url}${paths.invitation(token)}`);
  }
  return lines.join('\n');
}
