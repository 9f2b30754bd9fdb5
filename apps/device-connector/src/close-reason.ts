/** A close frame holds 125 bytes, two of them the code (RFC 6455, 5.5); `ws` throws on more. */
const MAX_REASON_BYTES = 123;

/** A text that fits into a close frame, whatever a peer put into it: printable ASCII, so that characters are bytes. */
export const closeReason = (text: string): string => text.replace(/[^ -~]/gu, '?').slice(0, MAX_REASON_BYTES);
