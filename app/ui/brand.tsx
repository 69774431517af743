import { Link } from '@remix-run/react';

/** The application's sign: a judged window. Drawn for this project. */
export function Brand({ to, name, reload }: { to: string; name: string; reload?: boolean }) {
  return (
    <Link to={to} className="brand" reloadDocument={reload}>
      <svg width="30" height="30" viewBox="0 0 32 32" fill="none" aria-hidden="true">
        <rect x="2" y="5" width="28" height="22" rx="5" stroke="currentColor" strokeWidth="2.6" />
        <path d="M2.5 12h27" stroke="currentColor" strokeWidth="2.6" />
        <path
          d="m10 19 4.2 4L22.5 15.5"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span>{name}</span>
    </Link>
  );
}
