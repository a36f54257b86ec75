import type { Overview } from '../lib/protocol/requests.ts';
import type { UploadView } from '../lib/protocol/upload.ts';
import { needsSomebody } from '../lib/protocol/upload.ts';
import { amount, clock } from '../lib/texts/amounts.ts';
import { pluralOf, t } from '../lib/texts/texts.ts';
import { Actions, type UploadAction } from './Actions.tsx';
import { Lead } from './Lead.tsx';
import { Dots, Progress, Row } from './Row.tsx';
import { standingOf } from './standing.ts';
import { TabState, type TabStateProps } from './TabState.tsx';

interface UploadRowProps {
  upload: UploadView;
  /** Several files are on screen: buttons carry the file's name. */
  several: boolean;
  act(action: UploadAction, upload: UploadView): void;
}

function UploadRow({ upload, several, act }: UploadRowProps) {
  const { fileName, caption, displayName, size, progress, inMemory } = upload;
  const { tone, news, actions } = standingOf(upload);
  return (
    <li>
      <Row
        tone={tone}
        id={`about-${upload.id}`}
        lead={<Lead file={fileName} bitmap={null} sign="" displayName={displayName} />}
        caption={<Dots of={[caption, displayName]} />}
        title={fileName}
        detail={
          <Dots
            of={[
              news,
              tone === 'ok' && amount(size),
              inMemory && progress.is === 'running' && t('kept_in_memory'),
            ]}
          />
        }
      >
        <Actions of={actions} file={several ? fileName : null} act={(action) => act(action, upload)} />
        {progress.is === 'running' && <Progress name={fileName} sent={progress.sent} size={size} />}
      </Row>
    </li>
  );
}

export interface UploadListProps {
  uploads: readonly UploadView[];
  others: Overview['others'];
  lost: Overview['lost'];
  lostNames: Overview['lostNames'];
  waiting: Overview['waiting'];
  tab: TabStateProps['tab'];
  withheld: TabStateProps['withheld'];
  allow: TabStateProps['allow'];
  act(action: UploadAction, upload: UploadView): void;
  reload: TabStateProps['reload'];
  /** Sends what the page in front shows: what is seen of it, or all of it. */
  send(what: 'page' | 'whole'): void;
  /** Opens the window of a file that waits, or gives it up. */
  resume(id: string): void;
  batches: Overview['batches'];
  /** Opens the table of a batch; a new one for null. */
  bulk(batch: string | null): void;
  discard(id: string): void;
  /** Takes what is over off the list. */
  clear(): void;
}

/** The toolbar's popup. */
export function UploadList({
  uploads,
  others,
  lost,
  lostNames,
  act,
  waiting,
  batches,
  bulk,
  send,
  resume,
  discard,
  clear,
  ...where
}: UploadListProps) {
  return (
    <main class="popup">
      <header class="head">
        <div class="row">
          <div class="txt">
            <h1>{t('uploads')}</h1>
            <p>
              <Dots of={counts(uploads)} />
            </p>
          </div>
          {(lost > 0 || uploads.some(isOver)) && (
            <button type="button" onClick={clear}>
              {t('act_clear')}
            </button>
          )}
        </div>
      </header>
      <div class="body">
        <TabState {...where} />
        {lost > 0 && (
          <div class="row zone warn">
            <span class="txt">
              {t(`lost_${pluralOf(lost)}`, String(lost))}
              {lostNames.length > 0 && (
                <ul>
                  {lostNames.map((name, index) => (
                    <li key={index}>
                      <bdi>{name}</bdi>
                    </li>
                  ))}
                </ul>
              )}
            </span>
          </div>
        )}
        {others > 0 && <p>{t(`uploads_of_others_${pluralOf(others)}`, String(others))}</p>}
        {waiting.map(({ id, at }) => (
          <div key={id} class="row zone warn">
            <span class="txt">{t('waiting_file', clock(at))}</span>
            <button type="button" onClick={() => resume(id)}>
              {t('act_choose_record')}
            </button>
            <button type="button" onClick={() => discard(id)}>
              {t('act_discard')}
            </button>
          </div>
        ))}
        {batches.map(({ id, files, attached }) => (
          <div key={id} class="row zone">
            <span class="txt">{t('bulk_batch', String(attached), String(files))}</span>
            <button type="button" onClick={() => bulk(id)}>
              {t('act_show')}
            </button>
          </div>
        ))}
        {uploads.length === 0 && batches.length === 0 && isQuiet(where) && <p>{t('no_uploads')}</p>}
        <ul>
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} several={uploads.length > 1} act={act} />
          ))}
        </ul>
        <button type="button" onClick={() => bulk(null)}>
          {t('bulk_open')}
        </button>
        <button type="button" onClick={() => send('page')}>
          {t('send_page')}
        </button>
        <button type="button" onClick={() => send('whole')}>
          {t('send_whole')}
        </button>
      </div>
    </main>
  );
}

/** Nothing is said of the tab in front that has to come first. */
const isQuiet = ({ tab, withheld }: Pick<UploadListProps, 'tab' | 'withheld'>) =>
  withheld.length === 0 && ['observed', 'elsewhere', 'offered'].includes(tab.is);

const isOver = ({ progress: { is } }: UploadView) =>
  is === 'attached' || is === 'undone' || is === 'cancelled';

function counts(uploads: readonly UploadView[]): (string | false)[] {
  const count = (fits: (upload: UploadView) => boolean) => uploads.filter(fits).length;
  const running = count(({ progress }) => progress.is === 'running');
  const needs = count(({ progress }) => needsSomebody(progress));
  const attached = count(({ progress }) => progress.is === 'attached');
  return [
    running > 0 && t('count_running', String(running)),
    needs > 0 && t(`count_needs_${pluralOf(needs)}`, String(needs)),
    attached > 0 && t(`count_attached_${pluralOf(attached)}`, String(attached)),
  ];
}
