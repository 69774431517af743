import type { ReactNode } from 'react';

/** A wide table scrolls in a box of its own, by keyboard too; the page never scrolls sideways. */
export function TableBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="table-box" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
