import { createContext, use } from 'react';

/** Of the browser. */
export const OWN_TIME_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** IANA name of the zone in which a part of a page tells and asks for times: that of the store that it is about. */
export const TimeZone = createContext(OWN_TIME_ZONE);

export const useTimeZone = (): string => use(TimeZone);
