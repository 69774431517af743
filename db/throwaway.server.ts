/** Data folders that live as long as one program: the demo's and the tests'. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataFolderInUse, stopOrphan } from './embedded.server.ts';

function ownerLives(folder: string): boolean {
  const file = path.join(folder, 'owner.pid');
  // Made this moment by another program that has not yet put its name in.
  if (!existsSync(file)) return Date.now() - statSync(folder).mtimeMs < 60_000;
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Makes an empty folder in the system's temporary folder, and removes those of this prefix whose program was killed,
 * their orphaned server stopped first. A folder whose program still lives is left alone.
 */
export async function throwawayFolder(prefix: string): Promise<string> {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const left = path.join(tmpdir(), name);
    if (ownerLives(left)) continue;
    try {
      await stopOrphan(left);
    } catch (error) {
      if (error instanceof DataFolderInUse) continue;
      throw error;
    }
    rmSync(left, { recursive: true, force: true });
  }
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  // mkdtemp gives 0700: as root the server runs as another user and must get through.
  chmodSync(folder, 0o755);
  writeFileSync(path.join(folder, 'owner.pid'), String(process.pid));
  return folder;
}
