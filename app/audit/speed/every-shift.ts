/**
 * Has every layout shift of a load counted. Chrome leaves out shifts within half a second of an input, and takes its own
 * setting of the phone's viewport, which comes with the page's first layout, for one (crbug.com/1094974, 1302667).
 * Lighthouse makes up for it in the first half second after the first such event and not beyond it, so that a page which
 * shifts about then had a shift of 1.5 in one run and of none in the next. Nobody touches a page during a run: no shift
 * in it follows an input.
 */
export function countEveryShift(events: readonly TraceEvent[]): void {
  for (const { name, args } of events) {
    if (name === 'LayoutShift' && args?.data?.had_recent_input) args.data.had_recent_input = false;
  }
}

export interface TraceEvent {
  name: string;
  args?: { data?: { had_recent_input?: boolean } };
}
