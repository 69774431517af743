import type { ReactNode } from 'react';

/** The body of a screen. `narrow` for forms. */
export function Page({ narrow, children }: { narrow?: boolean; children: ReactNode }) {
  return (
    <main id="isi" className={narrow ? 'page page--narrow' : 'page'} tabIndex={-1}>
      {children}
    </main>
  );
}

/** The screen's one h1, a lead sentence, and its main acts. */
export function PageHeader({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children?: ReactNode }) {
  return (
    <header className="page-header">
      <div>
        <h1>{title}</h1>
        {lead ? <p className="page-header__lead">{lead}</p> : null}
      </div>
      {children ? <div className="row">{children}</div> : null}
    </header>
  );
}

/** One number with its name. Put several into `<div className="figures">`. */
export function Figure({ value, label }: { value: ReactNode; label: ReactNode }) {
  return (
    <div>
      <div className="figure__value">{value}</div>
      <div className="figure__label">{label}</div>
    </div>
  );
}
