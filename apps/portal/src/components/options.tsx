import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';

/** A line that can be chosen. */
export interface Option {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
}

/** Which of the options has the arrow keys. @returns false from `onKeyDown` when the key is none of its own */
export function useActiveOption<One>(options: readonly One[]) {
  const [at, setAt] = useState(0);
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return false;
    event.preventDefault();
    setAt((now) => Math.max(0, Math.min(options.length - 1, now + step)));
    return true;
  };
  return { active: options[Math.min(at, options.length - 1)], onKeyDown, toFirst: () => setAt(0) };
}

interface OptionsProps<One> {
  readonly id: string;
  readonly label: string;
  readonly options: readonly One[];
  /** The one that Enter takes. */
  readonly active: One | undefined;
  readonly onChoose: (option: One) => void;
}

/** What belongs to a combobox: the focus stays in its field. */
export function Options<One extends Option>({ id, label, options, active, onChoose }: OptionsProps<One>) {
  return (
    <div role="listbox" id={id} aria-label={label} onMouseDown={(event) => event.preventDefault()}>
      {options.map((option) => (
        <UnstyledButton
          key={option.key}
          id={`${id}${option.key}`}
          role="option"
          aria-selected={option === active}
          data-active={option === active || undefined}
          className="search-hit"
          w="100%"
          mih={44}
          tabIndex={-1}
          onClick={() => onChoose(option)}
        >
          <Text size="sm" fw={500}>
            {option.name}
          </Text>
          {option.detail !== '' && (
            <Text size="xs" c="dimmed">
              {option.detail}
            </Text>
          )}
        </UnstyledButton>
      ))}
    </div>
  );
}
