import { notFound } from '#app/identity/session.server.ts';

export function loader() {
  throw notFound();
}

export function action() {
  throw notFound();
}

/** Rendered never: the loader throws, and the root's ErrorBoundary shows the page. */
export default function NotFound() {
  return null;
}
