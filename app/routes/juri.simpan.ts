import type { ActionFunctionArgs } from '@remix-run/node';
import { judgingText } from '#app/i18n/judging.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { getViewer, notFound } from '#app/identity/session.server.ts';
import { saveRequest } from '#app/judging/edit.schema.ts';
import { saveBatch } from '#app/judging/sheets.server.ts';

export function loader() {
  throw notFound();
}

/**
 * Saves a batch of taps: 200 with one answer an edit; 401 when the session is over, 409 when somebody else is signed
 * in than the one who tapped: in both the tablet keeps what it has. 400 for what is no batch.
 */
export async function action({ request }: ActionFunctionArgs) {
  const viewer = await getViewer(request);
  if (!viewer) return Response.json({ problem: 'signedOut' }, { status: 401 });
  if (viewer.role !== 'judge' && viewer.role !== 'chiefJudge') throw notFound();
  const parsed = saveRequest.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return Response.json({ problem: 'malformed' }, { status: 400 });
  const { judge, edits } = parsed.data;
  if (judge && judge !== viewer.userId) return Response.json({ problem: 'otherJudge' }, { status: 409 });
  const t = text(judgingText, await readLocale(request));
  const answers = await saveBatch(viewer, edits);
  return small({
    answers: answers.map((answer) => ({
      ...answer,
      ...(answer.refusal ? { reason: t(`refused_${answer.refusal}`) } : {}),
    })),
  });
}

/** JSON with its length: without one, the server compresses even an answer of two lines, which costs more than it saves. */
function small(content: object): Response {
  const body = JSON.stringify(content);
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': `${Buffer.byteLength(body)}` };
  return new Response(body, { headers });
}
