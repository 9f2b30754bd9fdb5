import { Code } from '@mantine/core';
import { Copy } from './copy.tsx';

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
      <Copy value={value} name={name} />
    </span>
  );
}
