/**
 * Two totals closer than this are the same total (points, scale 0-100).
 * A total is a sum of a few hundred products of doubles: its noise stays under 1e-11, while the smallest
 * difference that a half step of one judge's mark can make in the largest contest planned is above 1e-5.
 */
export const TOLERANCE = 1e-9;
