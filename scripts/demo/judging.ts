import { randomUUID } from 'node:crypto';
import type { Viewer } from '#app/identity/roles.ts';
import type { SheetEdit } from '#app/judging/edit.schema.ts';
import { saveEdits } from '#app/judging/sheets.server.ts';
import { submitSheet } from '#app/judging/submit.server.ts';
import { criteriaFor, tasksFor } from '#app/rubric/applies.ts';
import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import type { DemoContest } from './contest.ts';
import type { Person } from './people.ts';
import { halfStep, qualityOf, severities, whim } from './quality.ts';

interface Site {
  code: string;
  category: string;
  entryId: string;
}

/** Sites whose sheet the last judge leaves in draft. */
const LEFT_OPEN = new Set(['kec-wonorejo', 'satpolpp']);

function editsFor(rubric: RubricDocument, site: Site, severity: number, judge: string): SheetEdit[] {
  const quality = qualityOf(site.code);
  return criteriaFor(rubric, site.category).flatMap((criterion) =>
    criterion.indicators.flatMap((indicator) => {
      if (indicator.source !== 'judge') return [];
      const fair = quality[criterion.id as keyof typeof quality] ?? 3;
      const level = halfStep(fair + severity + whim(judge, site.code, indicator.id));
      const tasks = tasksFor(indicator, site.category);
      const done = Math.round(((level - 1) / 4) * tasks.length);
      return {
        clientId: randomUUID(),
        entryId: site.entryId,
        indicator: indicator.id,
        baseRevision: 0,
        device: 'demo',
        to: {
          level,
          notApplicable: false,
          reason: null,
          note: null,
          tasks: tasks.length > 0 ? tasks.map((_, index) => (index < done ? 'done' : 'failed')) : null,
        },
      } satisfies SheetEdit;
    }),
  );
}

const viewerOf = ({ id, name, role }: Person): Viewer => ({ userId: id, name, role, agencyIds: [] });

/** Every judge scores every site as on a tablet, edit by edit; the last one leaves some sheets in draft. */
export async function judgeAll(
  contest: DemoContest,
  rubric: RubricDocument,
  sites: Site[],
  leftOpen: ReadonlySet<string> = LEFT_OPEN,
): Promise<void> {
  await Promise.all(
    contest.judges.map(async (judge, index) => {
      const viewer = viewerOf(judge);
      const last = index === contest.judges.length - 1;
      for (const site of sites) {
        const edits = editsFor(rubric, site, severities[index] ?? 0, judge.name);
        const open = last && leftOpen.has(site.code);
        const answers = await saveEdits(viewer, open ? edits.slice(0, 6) : edits);
        const lost = answers.find((answer) => answer.state !== 'applied');
        if (lost) throw new Error(`${judge.name} – ${site.code}: ${lost.state} ${lost.refusal ?? ''}`);
        if (open) continue;
        const submission = await submitSheet(viewer, site.entryId);
        if (!submission.done) throw new Error(`${judge.name} – ${site.code}: ${JSON.stringify(submission)}`);
      }
    }),
  );
}
