/** Thrown for a command line that makes no sense; its message is for the person who typed it. */
export class FlagError extends Error {}
