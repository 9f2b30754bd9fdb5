import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ROW_HEIGHT } from './row-height.ts';

interface VirtualBodyProps {
  readonly count: number;
  readonly keyAt: (at: number) => string;
  /** How many cells a row has. */
  readonly columns: number;
  /** The cells of a row. */
  readonly children: (at: number) => ReactNode;
}

/** Rows of which only those near the window are there; space stands for the others. */
export function VirtualBody({ count, keyAt, columns, children }: VirtualBodyProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    setTop((body.current?.getBoundingClientRect().top ?? 0) + scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count,
    getItemKey: keyAt,
    estimateSize: () => ROW_HEIGHT,
    scrollMargin: top,
    overscan: 10,
  });
  const rows = virtualizer.getVirtualItems();
  const before = (rows[0]?.start ?? top) - top;
  const after = virtualizer.getTotalSize() - ((rows.at(-1)?.end ?? top) - top);
  return (
    <tbody ref={body}>
      <Space height={before} columns={columns} />
      {rows.map(({ key, index }) => (
        <tr
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          style={{ height: ROW_HEIGHT }}
          // The heading is the first.
          aria-rowindex={index + 2}
        >
          {children(index)}
        </tr>
      ))}
      <Space height={after} columns={columns} />
    </tbody>
  );
}

function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}
