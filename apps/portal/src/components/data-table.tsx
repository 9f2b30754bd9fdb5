import { Skeleton, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Comparable, Sort } from '../lib/sort.ts';
import { ROW_HEIGHT } from './row-height.ts';
import { VirtualBody } from './virtual-body.tsx';

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
}

export const isSortable = <Row,>({ value, isSortedByServer }: Column<Row>): boolean =>
  value !== undefined || isSortedByServer === true;

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

/** Lines that stand there until the rows come, as high as they are. */
const LINES = 8;
/** More rows than these are only there while they are seen. */
const VIRTUAL_ABOVE = 200;

/** Rows under their columns. The first column of a row is its name. */
export function DataTable<Row>({ caption, columns, rows, keyOf, sort, onSort }: DataTableProps<Row>) {
  const isLong = rows !== undefined && rows.length > VIRTUAL_ABOVE;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table
        highlightOnHover={rows !== undefined}
        aria-label={caption}
        aria-busy={rows === undefined}
        aria-rowcount={isLong ? rows.length + 1 : undefined}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={isLong ? 1 : undefined}>
            {columns.map((column) => (
              <Header key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        {isLong ? (
          <VirtualBody count={rows.length} keyAt={(at) => keyOf(rows[at] as Row)} columns={columns.length}>
            {(at) => <Cells row={rows[at] as Row} columns={columns} />}
          </VirtualBody>
        ) : (
          <Table.Tbody>
            {rows === undefined
              ? Array.from({ length: LINES }, (_, line) => <Waiting key={line} columns={columns} />)
              : rows.map((one) => (
                  <Table.Tr key={keyOf(one)} h={ROW_HEIGHT}>
                    <Cells row={one} columns={columns} />
                  </Table.Tr>
                ))}
          </Table.Tbody>
        )}
      </Table>
    </Table.ScrollContainer>
  );
}

interface HeaderProps<Row> extends Pick<DataTableProps<Row>, 'sort' | 'onSort'> {
  readonly column: Column<Row>;
}

const DIRECTIONS = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort } as const;

function Header<Row>({ column, sort, onSort }: HeaderProps<Row>) {
  const { key, header, isNumber } = column;
  const align = isNumber ? 'right' : 'left';
  if (onSort === undefined || !isSortable(column)) {
    return (
      <Table.Th scope="col" ta={align} h={ROW_HEIGHT}>
        {header}
      </Table.Th>
    );
  }
  const direction = sort?.key !== key ? 'none' : sort.isDescending ? 'descending' : 'ascending';
  const Direction = DIRECTIONS[direction];
  return (
    <Table.Th scope="col" ta={align} h={ROW_HEIGHT} py={0} aria-sort={direction}>
      <UnstyledButton mih={44} fz="sm" fw={700} className="sort" onClick={() => onSort(key)}>
        {header}
        <Direction size={14} className={direction === 'none' ? 'sort-hint' : undefined} aria-hidden />
      </UnstyledButton>
    </Table.Th>
  );
}

function Cells<Row>({ row, columns }: Pick<DataTableProps<Row>, 'columns'> & { readonly row: Row }) {
  return columns.map(({ key, cell, isNumber }, at) =>
    at === 0 ? (
      <Table.Th key={key} scope="row" fw={500}>
        {cell(row)}
      </Table.Th>
    ) : (
      <Table.Td key={key} ta={isNumber ? 'right' : 'left'}>
        {cell(row)}
      </Table.Td>
    ),
  );
}

function Waiting<Row>({ columns }: Pick<DataTableProps<Row>, 'columns'>) {
  return (
    <Table.Tr h={ROW_HEIGHT}>
      {columns.map(({ key }) => (
        <Table.Td key={key}>
          <Skeleton height={16} maw={160} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
