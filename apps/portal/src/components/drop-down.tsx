import { Box, UnstyledButton } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { ComponentPropsWithoutRef, FocusEvent, KeyboardEvent, ReactNode } from 'react';

interface DropDownProps {
  /** What opens it; it becomes the content of a button. */
  readonly target: ReactNode;
  /** Of that button, where its content does not say it. */
  readonly label?: string;
  readonly className?: string;
  /** A menu goes with the arrow keys; in a dialog one fills something in. */
  readonly role: 'menu' | 'dialog';
  /** The side of the button on which it begins. */
  readonly side: 'left' | 'right';
  readonly children: (close: () => void) => ReactNode;
}

/**
 * What opens below a button. Written here because it stands on the first page that anybody loads: what places things with
 * more care is as large as the rest of that page.
 */
export function DropDown({ target, label, className, role, side, children }: DropDownProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const outside = useClickOutside<HTMLDivElement>(() => setOpen(false));
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (isOpen) panel.current?.querySelector<HTMLElement>(FOCUSABLE)?.focus();
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (role !== 'menu' || step === undefined) return;
    event.preventDefault();
    const items = [...(panel.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    // Nothing gets the focus when the window loses it.
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) setOpen(false);
  };
  return (
    <div ref={outside} className="drop-down" onKeyDown={isOpen ? onKeyDown : undefined} onBlur={onBlur}>
      <UnstyledButton
        ref={button}
        mih={44}
        miw={44}
        className={className}
        aria-label={label}
        aria-haspopup={role}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {target}
      </UnstyledButton>
      {isOpen && (
        <Box ref={panel} role={role} aria-label={label} className="drop-down-panel" style={{ [side]: 0 }}>
          {children(close)}
        </Box>
      )}
    </div>
  );
}

const FOCUSABLE = 'a, button, input, select';

interface DropDownItemProps extends ComponentPropsWithoutRef<'button'> {
  readonly icon?: ReactNode;
}

/** One line of a menu. */
export const DropDownItem = ({ icon, children, ...rest }: DropDownItemProps) => (
  <button type="button" role="menuitem" className="drop-down-item" {...rest}>
    {icon}
    {children}
  </button>
);
