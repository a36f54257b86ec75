/** Whose origin a call goes out under, and to which API. */
interface Voice {
  portal: string;
  api: string;
}

/** Makes a call while an API hears us under that portal's origin. */
export type Speak = <T>(voice: Voice, call: () => Promise<T>) => Promise<T>;

interface Stage {
  /** Under whose origin the API hears us; null where nobody knows. */
  portal: string | null;
  set: Promise<void>;
  speaking: number;
  waiting: { portal: string; go(): void }[];
}

/**
 * An API hears all our calls under one origin at a time. Calls of one portal go out side by side; those of another
 * wait until these are answered, and are overtaken by none that come later.
 * @param speakAs sets the origin for all calls to that API's host that begin from then on.
 */
export function createVoices(speakAs: (portal: string, api: string) => Promise<void>): Speak {
  const stages = new Map<string, Stage>();

  function stageOf(host: string): Stage {
    const stage = stages.get(host) ?? { portal: null, set: Promise.resolve(), speaking: 0, waiting: [] };
    stages.set(host, stage);
    return stage;
  }

  async function enter(stage: Stage, { portal, api }: Voice): Promise<void> {
    const isFree = stage.waiting.length === 0 && (stage.speaking === 0 || stage.portal === portal);
    if (!isFree) await new Promise<void>((go) => stage.waiting.push({ portal, go }));
    else stage.speaking += 1;
    if (stage.portal !== portal) {
      stage.portal = portal;
      stage.set = speakAs(portal, api);
    }
    await stage.set.catch((cause: unknown) => {
      stage.portal = null;
      throw cause;
    });
  }

  /** The first who waits is next, with all of the same portal that stand right behind. */
  function leave(stage: Stage): void {
    stage.speaking -= 1;
    const [first] = stage.waiting;
    if (stage.speaking > 0 || !first) return;
    const end = stage.waiting.findIndex(({ portal }) => portal !== first.portal);
    const next = stage.waiting.splice(0, end < 0 ? stage.waiting.length : end);
    stage.speaking = next.length;
    for (const { go } of next) go();
  }

  return async (voice, call) => {
    const stage = stageOf(new URL(voice.api).host);
    try {
      await enter(stage, voice);
      return await call();
    } finally {
      leave(stage);
    }
  };
}
