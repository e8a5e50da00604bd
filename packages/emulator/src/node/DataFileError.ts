/** Thrown when a data file cannot be used; its message is for the person who named it. */
export class DataFileError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DataFileError'
  }
}
