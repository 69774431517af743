import { type Board, layBoard, loadOf, type PlanState, type PlanWish } from './plan-board.ts';
import { fillSeats } from './plan-fill.ts';

/** What keeps loads apart. kept: sheets begun or submitted. links: judges had to be linked. */
export type Unevenness = 'categories' | 'recusals' | 'kept' | 'links';

export interface Balance {
  /** Smallest and greatest number of entries among judges who may be given any. */
  least: number;
  most: number;
  /** Why they differ by more than one; empty when they don't. */
  because: Unevenness[];
}

/** Sum of the squared loads of all judges. */
export const squaresOf = ({ judges }: Board) => judges.reduce((sum, judge) => sum + loadOf(judge) ** 2, 0);

function rangeOf(board: Board): { least: number; most: number } {
  const asked = new Set(board.entries.flatMap((entry) => entry.may));
  const loads = board.judges.filter((judge) => !judge.departed && (asked.has(judge) || judge.kept > 0)).map(loadOf);
  return { least: Math.min(...loads), most: Math.max(...loads) };
}

/** The same state without one of the things that may keep loads apart; null where it has none of it. */
function without(state: PlanState, wish: PlanWish, cause: Unevenness): [PlanState, PlanWish] | null {
  if (cause === 'categories' && Object.keys(wish.categories).length > 0) return [state, { ...wish, categories: {} }];
  if (cause === 'recusals' && state.recusals.length > 0) return [{ ...state, recusals: [] }, wish];
  if (cause === 'kept' && state.assignments.some((row) => row.sheet !== 'none'))
    return [{ ...state, assignments: state.assignments.filter((row) => row.sheet === 'none') }, wish];
  return null;
}

/**
 * How even a plan is, and why it is no more so: the causes each of which alone makes the difference; where only several
 * together do, all that are there.
 */
export function balanceOf(state: PlanState, wish: PlanWish, board: Board, linksCost: boolean): Balance {
  const range = rangeOf(board);
  if (range.most - range.least <= 1) return { ...range, because: [] };
  const there = (['categories', 'recusals', 'kept'] as const).flatMap((cause) => {
    const other = without(state, wish, cause);
    return other ? [{ cause, other }] : [];
  });
  const alone = there.filter(({ other }) => {
    const lifted = layBoard(...other);
    // Kept sheets may be all that some entries have: without them there is nothing to compare with.
    if (lifted.entries.some((entry) => entry.may.length < entry.need)) return false;
    fillSeats(lifted);
    const { least, most } = rangeOf(lifted);
    return most - least <= 1;
  });
  const causes = (alone.length > 0 ? alone : there).map(({ cause }) => cause);
  return { ...range, because: [...causes, ...(linksCost ? (['links'] as const) : [])] };
}
