import { useEffect, useState } from 'react';
import { type BoardRow, withRow } from '#app/audit/board.ts';
import { paths } from '#app/paths.ts';

/**
 * The audits' rows, kept live by server-sent events. Without scripts the rows stay as loaded.
 * `live` is null until the first connection, then whether it stands.
 */
export function useAuditBoard(loaded: BoardRow[]): { rows: BoardRow[]; live: boolean | null } {
  const [rows, setRows] = useState(loaded);
  const [live, setLive] = useState<boolean | null>(null);
  // A new load (after starting audits) is newer than what the stream brought.
  useEffect(() => setRows(loaded), [loaded]);
  useEffect(() => {
    let source: EventSource | null = null;
    const open = () => {
      source?.close();
      source = new EventSource(paths.auditStream());
      source.addEventListener('open', () => setLive(true));
      source.addEventListener('error', () => setLive(false));
      source.addEventListener('state', (event) => setRows(JSON.parse(event.data) as BoardRow[]));
      source.addEventListener('row', (event) => {
        const row = JSON.parse(event.data) as BoardRow;
        setRows((before) => withRow(before, row));
      });
    };
    // A page in the back/forward cache would keep its stream open.
    const leave = () => source?.close();
    const comeBack = (event: PageTransitionEvent) => {
      if (event.persisted) open();
    };
    open();
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', comeBack);
    return () => {
      leave();
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', comeBack);
    };
  }, []);
  return { rows, live };
}
