import { createContext, useContext } from 'react';

/** Nonce of the page's Content-Security-Policy. Empty in the browser: it hides nonces from scripts on purpose. */
export const NonceContext = createContext('');

export function useNonce(): string {
  return useContext(NonceContext);
}
