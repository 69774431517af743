import type { Contest } from '#app/contest/contests.server.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { type OpenObjectionLook, openObjectionLooks } from './objection-looks.server.ts';
import { type DeskPractice, deskPractice } from './practice.server.ts';
import { type OpenLook, openLooks } from './second-look.server.ts';
import { type OpenWordLook, openWordLooks } from './word-looks.server.ts';

/** What a judge's desk shows besides the sheets. */
export interface DeskExtrasData {
  practice: DeskPractice | null;
  looks: OpenLook[];
  objections: OpenObjectionLook[];
  words: OpenWordLook[];
  /** Also prepares practice with the panel. */
  panel: boolean;
}

export async function deskExtras(viewer: Viewer, contest: Contest): Promise<DeskExtrasData> {
  return {
    practice: await deskPractice(viewer, contest.id),
    looks: await openLooks(viewer, contest.id),
    objections: await openObjectionLooks(viewer, contest),
    words: await openWordLooks(viewer, contest),
    panel: viewer.role === 'chiefJudge',
  };
}
