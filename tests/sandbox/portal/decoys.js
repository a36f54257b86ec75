/** How many records at a time are read that nobody asked for. */
const atOnce = 4;

/** What portals read that want to be quick or fresh: records that are not on the screen. */
export function createDecoys(api, state, { prefetches, decoys, board }) {
  const read = (row, kind = state.kind) => api.record(kind.path(kind.key(row)));
  // Nobody waits for these, so nobody is told when one fails.
  const quietly = (row) => read(row).catch(() => null);

  /** Every second, another record of the list than the one at hand. */
  const refresh = () => {
    const others = state.rows.filter((row) => row._id !== state.record?._id);
    const one = others[Math.floor(Math.random() * others.length)];
    if (one && state.user) void quietly(one);
  };

  if (decoys) setInterval(refresh, 1_000);

  return {
    /** After a record was read: its neighbours in the list, for the next click. */
    async around({ _id }) {
      if (!prefetches) return;
      const at = state.rows.findIndex((row) => row._id === _id);
      await Promise.all([state.rows[at - 1], state.rows[at + 1]].filter(Boolean).map((row) => read(row)));
    },
    /** After a list was read: each line of it, and who is signed in. */
    async rows() {
      if (!decoys) return;
      const users = '/organization/v1/users/organizations';
      void api.record(`${users}/${encodeURIComponent(state.user._id)}`).catch(() => null);
      const { kind } = state;
      const left = [...state.rows];
      const lane = async () => {
        for (let row = left.shift(); row && kind === state.kind; row = left.shift()) await quietly(row);
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
    },
    /** What the pointer rests on may be clicked next. */
    async hovered(id) {
      const row = decoys && state.rows.find((one) => one._id === id);
      if (row) await quietly(row);
    },
    /** Others of the list, to be shown beside a record. */
    async company({ _id }, count) {
      if (!board) return [];
      const { data } = await api.list(state.kind.list, '');
      const others = data.filter((row) => row._id !== _id).slice(0, count);
      return Promise.all(others.map((row) => read(row)));
    },
  };
}
