/** Of a row of a list, px: a finger finds what is in it. */
export const ROW_HEIGHT = 48;
