/** `npm run dev`: as `npm start`, pages from the sources through Vite. */
export {};

process.env.NODE_ENV = 'development';
await import('./start.ts');
