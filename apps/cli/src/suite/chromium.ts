import { findProgram } from '../processes/run-tool.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser in which the portal is tested; undefined when there is none. */
export const findChromium = (): string | undefined => NAMES.map(findProgram).find((path) => path !== undefined);
