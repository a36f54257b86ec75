import { Lead } from './Lead.tsx';
import { Row } from './Row.tsx';

/** A file in a question about two. */
export interface Side {
  name: string;
  bitmap: ImageBitmap | null;
}

export interface SideRowProps extends Side {
  /** What this one is of the two. */
  title: string;
  displayName: string;
}

export function SideRow({ title, displayName, name, bitmap }: SideRowProps) {
  return (
    <Row
      tone="plain"
      lead={<Lead file={name} bitmap={bitmap} large sign="" displayName={displayName} />}
      title={title}
      detail={<bdi>{name}</bdi>}
    />
  );
}
