import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';

const TITLES: Readonly<Record<string, MessageDescriptor>> = {
  request: msg`Request of the point of sale`,
  deviceRequest: msg`Request to the device`,
  deviceAnswer: msg`Answer of the device`,
  answer: msg`Answer to the point of sale`,
};

/** @param name of a message, as the API gives it */
export const messageTitle = (name: string): MessageDescriptor => TITLES[name] ?? msg`Late answer of the device`;
