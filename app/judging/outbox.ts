import type { MarkEdit, MarkState } from './mark.ts';

/** An edit on its way to the server, as edit.schema.ts describes it. */
export interface OutgoingEdit {
  clientId: string;
  entryId: string;
  indicator: string;
  baseRevision: number;
  after: string | null;
  device: string;
  to: MarkEdit;
}

export interface Answer {
  clientId: string;
  state: 'applied' | 'conflict' | 'refused';
  revision: number;
  reason?: string;
  mark?: MarkState;
  at: string;
}

/** signedOut: the session ended; everything is kept until somebody signs in again. */
export type SendResult = { ok: true; answers: Answer[] } | { ok: false; signedOut: boolean };

/** Keeps edits over a reload. localStorage today; one key an edit, so that two tabs never write over each other. */
export interface OutboxStore {
  load(): OutgoingEdit[];
  keep(edit: OutgoingEdit): void;
  forget(clientId: string): void;
}

export interface OutboxDeps {
  store: OutboxStore;
  send(edits: OutgoingEdit[]): Promise<SendResult>;
  /** Runs `task` after `ms`; returns what cancels it. */
  later(task: () => void, ms: number): () => void;
  newId(): string;
  onAnswer(edit: OutgoingEdit, answer: Answer): void;
  device: string;
  /** The open sheet: a tap on the same mark of another sheet is another matter. */
  entryId: string;
}

export interface OutboxState {
  /** Oldest first. Refused ones are not among them. */
  pending: readonly OutgoingEdit[];
  sending: boolean;
  /** True from a failed try until one succeeds. */
  failing: boolean;
  signedOut: boolean;
  /** Edits the server refused, each with its reason; kept until the judge decides. */
  refused: readonly { edit: OutgoingEdit; reason: string }[];
}

const BATCH = 20;
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];

/**
 * Takes taps, keeps them, sends them in order, one batch at a time, until the server has answered for each.
 * A tap on a mark whose earlier tap has never left takes that one's place; on one that has, it names it in `after`.
 */
export function createOutbox(deps: OutboxDeps) {
  const listeners = new Set<() => void>();
  let state: OutboxState = {
    pending: deps.store.load(),
    sending: false,
    failing: false,
    signedOut: false,
    refused: [],
  };
  /** Edits the server may already hold: an answer can get lost on its way back, also before a reload. */
  const mayBeThere = new Set(state.pending.map((edit) => edit.clientId));
  let tries = 0;
  let stopped = false;
  let cancel = () => {};

  const set = (change: Partial<OutboxState>) => {
    state = { ...state, ...change };
    for (const each of listeners) each();
  };

  function settle(edit: OutgoingEdit, answer: Answer): void {
    // A refused edit stays kept: after a reload it is sent, and answered, again.
    if (answer.state !== 'refused') deps.store.forget(edit.clientId);
    const pending = state.pending.filter((each) => each.clientId !== edit.clientId);
    const refused =
      answer.state === 'refused' ? [...state.refused, { edit, reason: answer.reason ?? '' }] : state.refused;
    set({ pending, refused });
    deps.onAnswer(edit, answer);
  }

  async function flush(): Promise<void> {
    cancel();
    if (state.sending || state.pending.length === 0) return;
    const batch = state.pending.slice(0, BATCH);
    for (const edit of batch) mayBeThere.add(edit.clientId);
    set({ sending: true });
    const result = await deps.send(batch).catch((): SendResult => ({ ok: false, signedOut: false }));
    if (!result.ok) {
      set({ sending: false, failing: true, signedOut: result.signedOut });
      if (stopped) return;
      const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 15_000;
      tries += 1;
      cancel = deps.later(() => void flush(), wait);
      return;
    }
    tries = 0;
    for (const answer of result.answers) {
      const edit = batch.find((each) => each.clientId === answer.clientId);
      if (edit) settle(edit, answer);
    }
    set({ sending: false, failing: false, signedOut: false });
    if (state.pending.length > 0 && !stopped) cancel = deps.later(() => void flush(), 0);
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: (): OutboxState => state,
    flush,
    /** Records a tap; `baseRevision` is the mark's revision the judge saw. */
    tap(indicator: string, baseRevision: number, to: MarkEdit): void {
      const same = (edit: OutgoingEdit) => edit.indicator === indicator && edit.entryId === deps.entryId;
      const last = state.pending.findLast(same);
      const replaced = last && !mayBeThere.has(last.clientId) ? last : null;
      const edit: OutgoingEdit = {
        clientId: deps.newId(),
        entryId: deps.entryId,
        indicator,
        baseRevision: replaced?.baseRevision ?? last?.baseRevision ?? baseRevision,
        after: replaced ? replaced.after : (last?.clientId ?? null),
        device: deps.device,
        to,
      };
      deps.store.keep(edit);
      if (replaced) deps.store.forget(replaced.clientId);
      for (const each of state.refused) if (same(each.edit)) this.discard(each.edit.clientId);
      set({ pending: [...state.pending.filter((each) => each !== replaced), edit] });
      void flush();
    },
    /** The judge has read why an edit was refused and lets it go. */
    discard(clientId: string): void {
      deps.store.forget(clientId);
      set({ refused: state.refused.filter((each) => each.edit.clientId !== clientId) });
    },
    /** No more tries of its own: what is kept is for the next outbox. */
    stop(): void {
      stopped = true;
      cancel();
    },
  };
}
export type Outbox = ReturnType<typeof createOutbox>;
