import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes, base64url. Lives in the link only. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token: SHA-256, hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
