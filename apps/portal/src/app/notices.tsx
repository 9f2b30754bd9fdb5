import '@mantine/notifications/styles.css';
import '@mantine/core/styles/Notification.css';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Notifications, notifications } from '@mantine/notifications';
import { problemText } from '../lib/problem-text.ts';
import { ProblemError } from '../lib/problem.ts';

/** Where short messages appear. */
export const Notices = () => <Notifications position="bottom-right" transitionDuration={150} />;

/** Why something did not work that has no place on the page to say so; it stays until it is closed. */
export function showRefusal(error: Error): void {
  const trace = error instanceof ProblemError ? error.requestId : null;
  notifications.show({
    color: 'red',
    autoClose: false,
    withCloseButton: true,
    role: 'alert',
    closeButtonProps: { 'aria-label': t`Close` },
    title: problemText(error, (text) => i18n._(text)),
    message: trace === null ? '' : t`Trace ${trace}`,
  });
}
