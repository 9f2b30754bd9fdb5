import { Skeleton, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import { Suspense, lazy } from 'react';
import type { ReactNode } from 'react';
import type { Comparable, Sort } from '../lib/sort.ts';
import { ROW_HEIGHT } from './row-height.ts';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand under each other. */
  readonly isNumber?: boolean;
  /** What a list is sorted by, and what stands in its CSV; without it neither can be. */
  readonly value?: (row: Row) => Comparable;
  /** The rows come sorted by `?sort=`: for what is too much to be sorted here. */
  readonly isSortedByServer?: boolean;
  /**
   * It stands in the CSV only: it changes while one looks, and rows sorted by it would jump from under the hand, or all rows
   * would have to be fetched to be sorted.
   */
  readonly isUnsorted?: boolean;
}

export const isSortable = <Row,>({ value, isSortedByServer, isUnsorted }: Column<Row>): boolean =>
  isUnsorted !== true && (value !== undefined || isSortedByServer === true);

interface DataTableProps<Row> {
  /** For those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined: they are on their way. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string;
  readonly sort?: Sort | undefined;
  /** Without it nothing can be sorted. */
  readonly onSort?: (key: string) => void;
}

/** Long lists are seldom: what draws them is loaded with the first. */
const VirtualBody = lazy(async () => ({ default: (await import('./virtual-body.tsx')).VirtualBody }));

/** Lines that stand there until the rows come, as high as they are. */
const LINES = 8;
/** More rows than these are only there while they are seen. */
const VIRTUAL_ABOVE = 200;

/** Rows under their columns. The first column of a row is its name. */
export function DataTable<Row>({ caption, columns, rows, keyOf, sort, onSort }: DataTableProps<Row>) {
  const isLong = rows !== undefined && rows.length > VIRTUAL_ABOVE;
  return (
    <div className="wide-content">
      <table
        className="list"
        aria-label={caption}
        aria-busy={rows === undefined}
        aria-rowcount={isLong ? rows.length + 1 : undefined}
      >
        <thead>
          <tr aria-rowindex={isLong ? 1 : undefined}>
            {columns.map((column) => (
              <Header key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {isLong ? (
          <Suspense>
            <VirtualBody count={rows.length} keyAt={(at) => keyOf(rows[at] as Row)} columns={columns.length}>
              {(at) => <Cells row={rows[at] as Row} columns={columns} />}
            </VirtualBody>
          </Suspense>
        ) : (
          <tbody>
            {rows === undefined
              ? Array.from({ length: LINES }, (_, line) => <Waiting key={line} columns={columns} />)
              : rows.map((one) => (
                  <tr key={keyOf(one)} style={{ height: ROW_HEIGHT }}>
                    <Cells row={one} columns={columns} />
                  </tr>
                ))}
          </tbody>
        )}
      </table>
    </div>
  );
}

interface HeaderProps<Row> extends Pick<DataTableProps<Row>, 'sort' | 'onSort'> {
  readonly column: Column<Row>;
}

const DIRECTIONS = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort } as const;

function Header<Row>({ column, sort, onSort }: HeaderProps<Row>) {
  const { key, header, isNumber } = column;
  if (onSort === undefined || !isSortable(column)) {
    return (
      <th scope="col" className={isNumber ? 'number' : undefined} style={{ height: ROW_HEIGHT }}>
        {header}
      </th>
    );
  }
  const direction = sort?.key !== key ? 'none' : sort.isDescending ? 'descending' : 'ascending';
  const Direction = DIRECTIONS[direction];
  return (
    <th scope="col" className={isNumber ? 'number' : undefined} style={{ height: ROW_HEIGHT }} aria-sort={direction}>
      <UnstyledButton mih={44} fz="sm" fw={700} className="sort" onClick={() => onSort(key)}>
        {header}
        <Direction size={14} className={direction === 'none' ? 'sort-hint' : undefined} aria-hidden />
      </UnstyledButton>
    </th>
  );
}

function Cells<Row>({ row, columns }: Pick<DataTableProps<Row>, 'columns'> & { readonly row: Row }) {
  return columns.map(({ key, cell, isNumber }, at) =>
    at === 0 ? (
      <th key={key} scope="row">
        {cell(row)}
      </th>
    ) : (
      <td key={key} className={isNumber ? 'number' : undefined}>
        {cell(row)}
      </td>
    ),
  );
}

function Waiting<Row>({ columns }: Pick<DataTableProps<Row>, 'columns'>) {
  return (
    <tr style={{ height: ROW_HEIGHT }}>
      {columns.map(({ key }) => (
        <td key={key}>
          <Skeleton height={16} maw={160} />
        </td>
      ))}
    </tr>
  );
}
