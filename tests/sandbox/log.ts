export type Host = 'portal' | 'api' | 'store' | 'other';

export type Op =
  | 'login'
  | 'refresh'
  | 'logout'
  | 'self'
  | 'list'
  | 'read'
  | 'attach'
  | 'update'
  | 'add'
  | 'remove'
  | 'template'
  | 'create'
  | 'download'
  | 'create-parts'
  | 'sign-parts'
  | 'save-parts'
  | 'complete'
  | 'cancel-parts'
  | 'put'
  | 'put-part'
  | 'get-object'
  | 'preflight'
  | 'page'
  | 'refused-host'
  | 'unknown';

/** One call, as the servers saw it. Neither tokens nor signatures nor bodies are ever in it. */
export interface LogEntry {
  /** Number in the order of arrival; the log itself is in the order of the answers. */
  seq: number;
  /** Milliseconds since the epoch: arrival, and answer. */
  at: number;
  answeredAt?: number;
  host: Host;
  /** Its name, as the caller wrote it. */
  hostname: string;
  op: Op;
  method: string;
  /** Path without the query; for a refused host, its name and port. */
  path: string;
  /** 0 while unanswered, and when the connection was dropped before an answer was due. */
  status: number;
  user?: string;
  origin?: string;
  from: 'portal' | 'extension' | 'unknown';
  entityId?: string;
  attribute?: string;
  /** Names of all that a change of a record holds; what stands below a basePath as `_summary.trend`. */
  fields?: readonly string[];
  fileId?: string;
  fileName?: string;
  contentType?: string;
  partNumber?: number;
  size?: number;
  sha256?: string;
  /** Bytes of the body taken in so far. */
  received?: number;
  /** The call did what it asked for, whether or not the answer ever arrived. */
  committed?: true;
  /** The answer was dropped on purpose, or the connection was cut from either side. */
  lost?: true;
  /** A fault was at work. */
  fault?: true;
  violation?: string;
}

export interface WaitOptions {
  timeoutMs?: number;
  /** How many matching entries are waited for; the last one is answered. */
  count?: number;
  /** `answer` (default): answered calls. `arrival`: also running ones, asked again as their bytes come in. */
  at?: 'answer' | 'arrival';
}

export type Log = ReturnType<typeof createLog>;

export function createLog() {
  const entries: LogEntry[] = [];
  const running = new Set<LogEntry>();
  const listeners = new Set<() => void>();
  let seq = 0;

  const changed = () => {
    for (const listener of listeners) listener();
  };

  return {
    entries,
    running,
    /** The call has arrived. It joins the log when it is finished. */
    begin(entry: Omit<LogEntry, 'seq' | 'at' | 'status'>): LogEntry {
      const whole = { ...entry, seq: ++seq, at: Date.now(), status: 0 };
      running.add(whole);
      changed();
      return whole;
    },
    finish(entry: LogEntry): void {
      if (!running.delete(entry)) return;
      entry.answeredAt = Date.now();
      entries.push(entry);
      changed();
    },
    changed,
    /** Calls back after every change, until the function it returns is called. */
    listen(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear(): void {
      entries.length = 0;
      running.clear();
      changed();
    },
    wait(match: (entry: LogEntry) => boolean, options: WaitOptions = {}): Promise<LogEntry> {
      const { timeoutMs = 10_000, count = 1, at = 'answer' } = options;
      return new Promise((resolve, reject) => {
        const look = () => {
          const seen = at === 'answer' ? entries : [...entries, ...running];
          const found = seen.filter(match)[count - 1];
          if (!found) return;
          end();
          resolve(found);
        };
        const timer = setTimeout(() => {
          end();
          const tail = entries
            .slice(-12)
            .map((e) => `  ${e.host} ${e.op} ${e.method} ${e.path} ${e.status} ${e.violation ?? ''}`);
          reject(new Error(`No such call within ${timeoutMs} ms. The last ones were:\n${tail.join('\n')}`));
        }, timeoutMs);
        const end = () => {
          clearTimeout(timer);
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      });
    },
  };
}
