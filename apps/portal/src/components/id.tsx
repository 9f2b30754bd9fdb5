import { Code } from '@mantine/core';
import { Suspense, lazy } from 'react';

/** Refusals have it, and a refusal is part of the first load. */
const Copy = lazy(async () => ({ default: (await import('./copy.tsx')).Copy }));

interface IdProps {
  readonly value: string;
  /** What it is, such as "Application ID". */
  readonly name: string;
}

/** What programs call a thing: to be read letter by letter, and to be copied. */
export function Id({ value, name }: IdProps) {
  return (
    <span className="id">
      <Code fz="sm">{value}</Code>
      <Suspense>
        <Copy value={value} name={name} />
      </Suspense>
    </span>
  );
}
