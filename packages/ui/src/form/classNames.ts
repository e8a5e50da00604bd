/** Our class first, then the host's. */
export function classNames(own: string, host: string | undefined): string {
  return host ? `${own} ${host}` : own
}
