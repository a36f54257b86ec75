import { label } from '../lib/texts/texts.ts';
import { Picture } from './Picture.tsx';

interface LeadProps {
  /** The file's name; null where there is no file, and `sign` stands in its place. */
  file: string | null;
  sign: string;
  bitmap: ImageBitmap | null;
  displayName: string;
  /** To be looked at, and not only to be known again. */
  large?: boolean;
  /** Absent where there is nothing to open yet. */
  open?: (() => void) | false | null;
}

/** In front of a row: the file's picture, or the kind of file it is. */
export function Lead({ file, sign, bitmap, displayName, large, open }: LeadProps) {
  const name = `${file}, ${displayName}`;
  if (file && bitmap) {
    return (
      <span class="thumb">
        <Picture bitmap={bitmap} name={name} large={large === true} />
        {open && <button type="button" aria-label={label('open_file', file)} onClick={open} />}
      </span>
    );
  }
  if (file && open) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a link's address would have to be signed before anybody asks for it.
      <button type="button" role="link" class="thumb" aria-label={name} onClick={open}>
        {badge(file)}
      </button>
    );
  }
  return (
    <span class="thumb" aria-hidden="true">
      {file ? badge(file) : sign}
    </span>
  );
}

/** What stands in place of a picture: the name's extension, `PDF`. */
function badge(name: string): string {
  return /\.(\w{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? '▤';
}
