import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand under each other. */
  readonly isNumber?: boolean;
}

interface DataTableProps<Row> {
  /** For those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** There are more, and this gets them. */
  readonly onMore?: (() => void) | undefined;
  readonly isFetchingMore?: boolean;
  /** Says how many there are. */
  readonly isCounted?: boolean;
}

/** A list. The first column of a row is its name. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, keyOf, onMore, isFetchingMore = false, isCounted = true } = props;
  const { t } = useLingui();
  const count = rows.length;
  return (
    <>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing={10} highlightOnHover aria-label={caption}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ key, header, isNumber }) => (
                <Table.Th key={key} scope="col" ta={isNumber ? 'right' : 'left'}>
                  {header}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={keyOf(row)}>
                {columns.map(({ key, cell, isNumber }, at) =>
                  at === 0 ? (
                    <Table.Th key={key} scope="row" fw={500}>
                      {cell(row)}
                    </Table.Th>
                  ) : (
                    <Table.Td key={key} ta={isNumber ? 'right' : 'left'}>
                      {cell(row)}
                    </Table.Td>
                  ),
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {isCounted && (
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {onMore ? t`${count} shown, there are more` : t`${count} in all`}
          </Text>
          {onMore && (
            <Button variant="default" size="sm" onClick={onMore} loading={isFetchingMore}>
              <Trans>Show more</Trans>
            </Button>
          )}
        </Group>
      )}
    </>
  );
}
