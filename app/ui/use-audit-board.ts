import { useEffect, useState } from 'react';
import { type BoardRow, withRow } from '#app/audit/board.ts';
import type { AuditDesk } from '#app/audit/desk.server.ts';
import { paths } from '#app/paths.ts';

/**
 * The audits' rows, passes and queue, kept live by server-sent events. Without scripts they stay as loaded.
 * `live` is null until the first connection, then whether it stands.
 */
export function useAuditBoard(
  loaded: BoardRow[],
  loadedDesk: AuditDesk,
): { rows: BoardRow[]; desk: AuditDesk; live: boolean | null } {
  const [rows, setRows] = useState(loaded);
  const [desk, setDesk] = useState(loadedDesk);
  const [live, setLive] = useState<boolean | null>(null);
  // A new load (after starting audits) is newer than what the stream brought.
  useEffect(() => setRows(loaded), [loaded]);
  useEffect(() => setDesk(loadedDesk), [loadedDesk]);
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
      source.addEventListener('desk', (event) => setDesk(JSON.parse(event.data) as AuditDesk));
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
  return { rows, desk, live };
}
