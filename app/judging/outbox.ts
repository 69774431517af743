import type { MarkEdit, MarkState } from './mark.ts';

/** An edit on its way to the server, as edit.schema.ts describes it. What `to` holds is no business of the outbox. */
export interface OutgoingEdit {
  clientId: string;
  entryId: string;
  indicator: string;
  baseRevision: number;
  after: string | null;
  device: string;
  /** Version of the rubric whose words the judge saw when tapping; absent in what older pages kept. */
  rubric?: number;
  to: MarkEdit;
}

export interface Answer {
  clientId: string;
  state: 'applied' | 'conflict' | 'refused';
  revision: number;
  reason?: string;
  mark?: MarkState;
  /** The page is older than the answer: to be loaded again. */
  stale?: true;
  at: string;
}

/** signedOut: the session ended; everything is kept until somebody signs in again. */
export type SendResult = { ok: true; answers: Answer[] } | { ok: false; signedOut: boolean };

/** A kept edit; `refused` is the server's reason once it has refused it. */
export interface KeptEdit {
  edit: OutgoingEdit;
  refused: string | null;
}

/** Keeps edits over reload, restart and days offline: kept-edits.client.ts in a browser. Every promise may reject. */
export interface OutboxStore {
  /** All that is kept, in the order it was kept in, and what is known of the marks of one sheet. */
  load(entryId: string): Promise<{ kept: KeptEdit[]; offlineSince: string | null; known: Record<string, MarkState> }>;
  keep(edit: OutgoingEdit): Promise<void>;
  /** `mark`: the mark as the server answered it, to be known from now on. */
  refuse(edit: OutgoingEdit, reason: string, mark?: MarkState): Promise<void>;
  forget(edit: OutgoingEdit, mark?: MarkState): Promise<void>;
  rememberOffline(since: string | null): Promise<void>;
}

/** What the outboxes of one judge in several tabs of a browser tell each other. */
export type Told =
  | { kind: 'kept'; edit: OutgoingEdit }
  | { kind: 'answered'; edit: OutgoingEdit; answer: Answer }
  | { kind: 'discarded'; edit: OutgoingEdit };

export interface OutboxDeps {
  store: OutboxStore;
  send(edits: OutgoingEdit[]): Promise<SendResult>;
  /** Runs `task` when no other tab sends. */
  alone(task: () => Promise<void>): Promise<void>;
  /** Runs `task` after `ms`; returns what cancels it. */
  later(task: () => void, ms: number): () => void;
  tell(told: Told): void;
  newId(): string;
  /** ISO time of the tablet's clock: for words on the screen only, never for an order. */
  now(): string;
  onAnswer(edit: OutgoingEdit, answer: Answer): void;
  device: string;
  /** The open sheet: a tap on the same mark of another sheet is another matter. */
  entryId: string;
}

export interface OutboxState {
  /** False until what was kept has been read. */
  loaded: boolean;
  /** Oldest first. Refused ones are not among them. */
  pending: readonly OutgoingEdit[];
  sending: boolean;
  /** True from a failed try until one succeeds. */
  failing: boolean;
  /**
   * The sheet's marks as the server answered them when this browser saved them, by indicator: a page stored for days
   * without a network may be older than they are.
   */
  known: Record<string, MarkState>;
  /** ISO time of the first failed try, also after a reload; null while the server answers. */
  offlineSince: string | null;
  signedOut: boolean;
  /** Edits this browser could not write down: they live in this page alone until the server has them. */
  unkept: number;
  /** Edits the server refused, each with its reason; kept until the judge decides. */
  refused: readonly { edit: OutgoingEdit; reason: string }[];
}

export const emptyOutbox: OutboxState = {
  loaded: false,
  pending: [],
  sending: false,
  failing: false,
  known: {},
  offlineSince: null,
  signedOut: false,
  unkept: 0,
  refused: [],
};

const BATCH = 20;
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];

/**
 * Takes taps, keeps each before it is sent, sends them in order, one batch at a time, until the server has answered
 * for each. Every tap is an edit of its own in the history. One on a mark whose earlier tap has no answer yet names
 * that one in `after`: its revision will be the base.
 */
export function createOutbox(deps: OutboxDeps) {
  const listeners = new Set<() => void>();
  let state = emptyOutbox;
  /** Edits being written down. */
  const writing = new Map<string, Promise<void>>();
  const unkept = new Set<string>();
  /** Taps made before what was kept had been read. */
  let early: (() => void)[] = [];
  let busy = false;
  let tries = 0;
  let stopped = false;
  let cancel = () => {};

  const set = (change: Partial<OutboxState>) => {
    state = { ...state, ...change };
    for (const each of listeners) each();
  };
  const not = (clientId: string) => (edit: OutgoingEdit) => edit.clientId !== clientId;
  /** A store that cannot write any more has been told of where it mattered: when the edit was to be kept. */
  const quietly = (done: Promise<void>) => void done.catch(() => {});

  async function load(): Promise<void> {
    const {
      kept,
      offlineSince,
      known: marks,
    } = await deps.store.load(deps.entryId).catch(() => ({ kept: [], offlineSince: null, known: {} }));
    // What another tab told meanwhile stands behind what was kept before.
    const known = new Set(kept.map(({ edit }) => edit.clientId));
    const pending = kept.filter(({ refused }) => refused === null).map(({ edit }) => edit);
    set({
      loaded: true,
      known: marks,
      offlineSince,
      pending: [...pending, ...state.pending.filter((edit) => !known.has(edit.clientId))],
      refused: kept.flatMap(({ edit, refused }) => (refused === null ? [] : [{ edit, reason: refused }])),
    });
    for (const tap of early) tap();
    early = [];
    await flush();
  }

  function settle(edit: OutgoingEdit, answer: Answer): void {
    const waits = state.pending.some((each) => each.clientId === edit.clientId);
    unkept.delete(edit.clientId);
    const reason = answer.reason ?? '';
    const { mark } = answer;
    const newer =
      edit.entryId === deps.entryId && mark && mark.revision >= (state.known[edit.indicator]?.revision ?? 0);
    set({
      pending: state.pending.filter(not(edit.clientId)),
      // In the same step as the tap leaves: between the two the mark before it would show, and be tapped on.
      known: newer ? { ...state.known, [edit.indicator]: mark } : state.known,
      unkept: unkept.size,
      refused: waits && answer.state === 'refused' ? [...state.refused, { edit, reason }] : state.refused,
    });
    deps.onAnswer(edit, answer);
  }

  async function sendBatch(): Promise<void> {
    const batch = state.pending.slice(0, BATCH);
    if (batch.length === 0) return;
    await Promise.allSettled(batch.map((edit) => writing.get(edit.clientId)));
    const result = await deps.send(batch).catch((): SendResult => ({ ok: false, signedOut: false }));
    if (!result.ok) {
      // Signed out is no matter of the network: the server was there to say so.
      const offlineSince = result.signedOut ? null : (state.offlineSince ?? deps.now());
      if (offlineSince !== state.offlineSince) quietly(deps.store.rememberOffline(offlineSince));
      set({ failing: true, signedOut: result.signedOut, offlineSince });
      return;
    }
    tries = 0;
    if (state.offlineSince !== null) quietly(deps.store.rememberOffline(null));
    set({ failing: false, signedOut: false, offlineSince: null });
    for (const answer of result.answers) {
      const edit = batch.find((each) => each.clientId === answer.clientId);
      if (!edit) continue;
      if (answer.state === 'refused') quietly(deps.store.refuse(edit, answer.reason ?? '', answer.mark));
      else quietly(deps.store.forget(edit, answer.mark));
      settle(edit, answer);
      deps.tell({ kind: 'answered', edit, answer });
    }
  }

  async function flush(): Promise<void> {
    cancel();
    if (busy || !state.loaded || state.pending.length === 0) return;
    busy = true;
    set({ sending: true });
    // A lock that is refused (a page on its way out) counts as a failed try, or nothing would ever be sent again.
    await deps.alone(sendBatch).catch(() => set({ failing: true }));
    busy = false;
    set({ sending: false });
    if (stopped || state.pending.length === 0) return;
    const wait = state.failing ? (RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 15_000) : 0;
    if (state.failing) tries += 1;
    cancel = deps.later(() => void flush(), wait);
  }

  function write(edit: OutgoingEdit): void {
    const written = deps.store
      .keep(edit)
      .then(() => deps.tell({ kind: 'kept', edit }))
      .catch(() => {
        if (!state.pending.includes(edit)) return;
        unkept.add(edit.clientId);
        set({ unkept: unkept.size });
      })
      .finally(() => writing.delete(edit.clientId));
    writing.set(edit.clientId, written);
  }

  function discard(clientId: string): void {
    const found = state.refused.find((each) => each.edit.clientId === clientId);
    if (!found) return;
    quietly(deps.store.forget(found.edit));
    set({ refused: state.refused.filter((each) => each !== found) });
    deps.tell({ kind: 'discarded', edit: found.edit });
  }

  /** Records a tap; `baseRevision` is the mark's revision the judge saw, `rubric` the version of the words. */
  function tap(indicator: string, baseRevision: number, to: MarkEdit, rubric?: number): void {
    if (!state.loaded) {
      early.push(() => tap(indicator, baseRevision, to, rubric));
      return;
    }
    const same = (edit: OutgoingEdit) => edit.indicator === indicator && edit.entryId === deps.entryId;
    const last = state.pending.findLast(same);
    const edit: OutgoingEdit = {
      clientId: deps.newId(),
      entryId: deps.entryId,
      indicator,
      baseRevision: last?.baseRevision ?? baseRevision,
      after: last?.clientId ?? null,
      device: deps.device,
      ...(rubric === undefined ? {} : { rubric }),
      to,
    };
    write(edit);
    for (const each of state.refused) if (same(each.edit)) discard(each.edit.clientId);
    set({ pending: [...state.pending, edit] });
    void flush();
  }

  void load();
  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: (): OutboxState => state,
    flush,
    tap,
    /** The judge has read why an edit was refused and lets it go. */
    discard,
    /** What another tab of this browser did. */
    hear(told: Told): void {
      if (told.kind === 'answered') settle(told.edit, told.answer);
      else if (told.kind === 'discarded')
        set({ refused: state.refused.filter((each) => each.edit.clientId !== told.edit.clientId) });
      else if (!state.pending.some((each) => each.clientId === told.edit.clientId))
        set({ pending: [...state.pending, told.edit] });
    },
    /** Edits that are not written down yet: what a page about to go has to put somewhere at once. */
    unwritten: (): OutgoingEdit[] =>
      state.pending.filter(({ clientId }) => writing.has(clientId) || unkept.has(clientId)),
    /** No more tries of its own: what is kept is for the next outbox. */
    stop(): void {
      stopped = true;
      cancel();
    },
  };
}
export type Outbox = ReturnType<typeof createOutbox>;
