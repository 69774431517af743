import { useRevalidator } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { type MarkEdit, type MarkState, noMark } from '../mark.ts';
import { installWorker } from '../offline/store-ahead.client.ts';
import { emptyOutbox, type Outbox, type OutboxState } from '../outbox.ts';
import { afterPaint } from './after-paint.ts';
import { openOutbox } from './device.client.ts';
import { reaches } from './use-reach.ts';

export type SaveState =
  | { kind: 'none' }
  | { kind: 'saved'; at: string | null }
  | { kind: 'sending' }
  | { kind: 'waiting' }
  | { kind: 'refused'; reason: string; clientId: string };

export interface SheetState {
  /** False until the browser has taken over: a tap before that would be seen and not saved. */
  ready: boolean;
  outbox: OutboxState;
  /** What the judge sees: the tap on its way, else what the server holds. */
  editOf(indicator: string): MarkEdit;
  revisionOf(indicator: string): number;
  saveOf(indicator: string): SaveState;
  /**
   * Records a tap: what it changes of the mark as it stands at this moment, taps that no screen shows yet included.
   * `shown`: the control shows it already, so the sheet is drawn anew only after that has been painted.
   */
  tap(indicator: string, change: Partial<MarkEdit>, shown?: boolean): void;
  discard(clientId: string): void;
  retry(): void;
  /** Time of the last answer, for the live region. */
  lastSaved: { indicator: string; at: string } | null;
}

const silent = () => () => {};
const nothing = () => emptyOutbox;

/** The newer of two views of each mark: an answer may overtake a page load that began before it. */
function merge(held: Record<string, MarkState>, next: Record<string, MarkState>): Record<string, MarkState> {
  const merged = { ...held };
  for (const [id, mark] of Object.entries(next)) if (mark.revision >= (held[id]?.revision ?? 0)) merged[id] = mark;
  return merged;
}

/** A sheet's marks with the taps still on their way, and what sends them. `rubric`: version of the words on the screen. */
export function useSheet(
  judgeId: string,
  entryId: string,
  loaded: Record<string, MarkState>,
  rubric: number,
): SheetState {
  const [held, setHeld] = useState(loaded);
  const [box, setBox] = useState<Outbox | null>(null);
  const [lastSaved, setLastSaved] = useState<SheetState['lastSaved']>(null);
  const { revalidate } = useRevalidator();
  // A reload of the page's data that finds no server would put the error page in the sheet's place.
  const again = useRef(() => {});
  again.current = () => void reaches(judgeId).then((there) => there && revalidate());

  useEffect(() => setHeld((before) => merge(before, loaded)), [loaded]);

  useEffect(() => void installWorker(), []);

  useEffect(() => {
    const { box: made, close } = openOutbox(judgeId, entryId, (edit, answer) => {
      if (edit.entryId !== entryId) return;
      if (answer.state === 'applied') setLastSaved({ indicator: edit.indicator, at: answer.at });
      // The two edits to choose between come with the page.
      if (answer.state === 'conflict' || answer.stale) again.current();
    });
    setBox(made);
    const wake = () => {
      if (document.visibilityState !== 'visible') return;
      void made.flush();
      again.current();
    };
    document.addEventListener('visibilitychange', wake);
    return () => {
      close();
      document.removeEventListener('visibilitychange', wake);
    };
  }, [judgeId, entryId]);

  const isShown = useRef(false);
  const subscribe = useMemo(
    () =>
      box
        ? (listener: () => void) => box.subscribe(() => (isShown.current ? afterPaint(listener) : listener()))
        : silent,
    [box],
  );
  const outbox = useSyncExternalStore(subscribe, box?.snapshot ?? nothing, nothing);

  const marks = useMemo(() => merge(held, outbox.known), [held, outbox.known]);

  return useMemo(() => {
    const own = outbox.pending.filter((edit) => edit.entryId === entryId);
    const pendingOf = (indicator: string) => own.findLast((edit) => edit.indicator === indicator);
    const revisionOf = (indicator: string) => marks[indicator]?.revision ?? 0;
    return {
      ready: outbox.loaded,
      outbox,
      editOf: (indicator) => pendingOf(indicator)?.to ?? marks[indicator]?.edit ?? noMark,
      revisionOf,
      saveOf(indicator): SaveState {
        if (pendingOf(indicator)) return outbox.failing ? { kind: 'waiting' } : { kind: 'sending' };
        const refused = outbox.refused.find(({ edit }) => edit.entryId === entryId && edit.indicator === indicator);
        if (refused) return { kind: 'refused', reason: refused.reason, clientId: refused.edit.clientId };
        const mark = marks[indicator];
        return mark ? { kind: 'saved', at: mark.at ?? null } : { kind: 'none' };
      },
      tap(indicator, change, shown = false) {
        if (!box) return;
        const { pending, known } = box.snapshot();
        const mark = merge(held, known)[indicator];
        const last = pending.findLast((edit) => edit.entryId === entryId && edit.indicator === indicator);
        isShown.current = shown;
        box.tap(indicator, mark?.revision ?? 0, { ...(last?.to ?? mark?.edit ?? noMark), ...change }, rubric);
        isShown.current = false;
      },
      discard: (clientId) => box?.discard(clientId),
      retry: () => void box?.flush(),
      lastSaved,
    };
  }, [box, outbox, held, marks, entryId, lastSaved, rubric]);
}
