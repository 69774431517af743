import type { Viewer } from '#app/identity/roles.ts';
import { type DeskPractice, deskPractice } from './practice.server.ts';
import { type OpenLook, openLooks } from './second-look.server.ts';

/** What a judge's desk shows besides the sheets. */
export interface DeskExtrasData {
  practice: DeskPractice | null;
  looks: OpenLook[];
  /** Also prepares practice with the panel. */
  panel: boolean;
}

export async function deskExtras(viewer: Viewer, contestId: string): Promise<DeskExtrasData> {
  return {
    practice: await deskPractice(viewer, contestId),
    looks: await openLooks(viewer, contestId),
    panel: viewer.role === 'chiefJudge',
  };
}
