import { Dialog } from './Dialog.tsx';
import { Picture } from './Picture.tsx';

export interface ViewerProps {
  file: string;
  displayName: string;
  /** Names the record. */
  about: string;
  bitmap: ImageBitmap;
  close(): void;
}

/** A picture as large as the window allows. */
export function Viewer({ file, displayName, about, bitmap, close }: ViewerProps) {
  const name = `${file}, ${displayName}`;
  return (
    <Dialog title={name} detail={<bdi>{about}</bdi>} cancel={close}>
      <div class="large">
        <Picture bitmap={bitmap} name={name} large />
      </div>
    </Dialog>
  );
}
