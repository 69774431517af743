import { useMemo, useRef } from 'react';
import { type MarkEdit, type MarkState, sameEdit } from '../mark.ts';
import type { SaveState, SheetState } from './use-sheet.ts';

/** What a control may do. The same object from first to last, so that it wakes nobody. */
export type SheetActs = Pick<SheetState, 'tap' | 'discard'>;

export function useActs(sheet: SheetState): SheetActs {
  const latest = useRef(sheet);
  latest.current = sheet;
  return useMemo(
    () => ({
      tap: (indicator, change, shown) => latest.current.tap(indicator, change, shown),
      discard: (clientId) => latest.current.discard(clientId),
    }),
    [],
  );
}

/** One indicator's part of the sheet. */
export interface MarkProps {
  edit: MarkEdit;
  revision: number;
  save: SaveState;
}

export function markProps(sheet: SheetState, indicator: string): MarkProps {
  return { edit: sheet.editOf(indicator), revision: sheet.revisionOf(indicator), save: sheet.saveOf(indicator) };
}

/** The mark as the choice between two edits shows it. */
export const shownMark = ({ edit, revision }: MarkProps, held: MarkState | undefined): MarkState => ({
  revision,
  edit,
  ...(held?.at ? { at: held.at } : {}),
});

function sameSave(a: SaveState, b: SaveState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** For memo(): a tap on one indicator draws no other one anew, though every tap makes a new state of the whole sheet. */
export function sameProps<P extends { mark: MarkProps }>(before: P, after: P): boolean {
  const { mark: a, ...rest } = before;
  const { mark: b, ...others } = after;
  const keys = Object.keys(others) as (keyof typeof others)[];
  return (
    keys.length === Object.keys(rest).length &&
    keys.every((key) => Object.is(rest[key], others[key])) &&
    a.revision === b.revision &&
    sameEdit(a.edit, b.edit) &&
    sameSave(a.save, b.save)
  );
}
