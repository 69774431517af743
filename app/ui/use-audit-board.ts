import { useEffect, useState } from 'react';
import { type BoardRow, withRow } from '#app/audit/board.ts';
import type { AuditDesk } from '#app/audit/desk.server.ts';
import { paths } from '#app/paths.ts';
import { keepStream } from './keep-stream.ts';

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
  useEffect(
    () =>
      keepStream(paths.auditStream(), (source) => {
        source.addEventListener('open', () => setLive(true));
        source.addEventListener('error', () => setLive(false));
        source.addEventListener('state', (event) => setRows(JSON.parse(event.data) as BoardRow[]));
        source.addEventListener('row', (event) => {
          const row = JSON.parse(event.data) as BoardRow;
          setRows((before) => withRow(before, row));
        });
        source.addEventListener('desk', (event) => setDesk(JSON.parse(event.data) as AuditDesk));
      }),
    [],
  );
  return { rows, desk, live };
}
