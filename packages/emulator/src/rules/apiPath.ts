/** The path of a URL as the API means it: the official JS SDK appends `.json` to every path. */
export function apiPath(url: string): string {
  const { pathname } = new URL(url)
  return pathname.replace(/\/+$/, '').replace(/\.json$/, '') || '/'
}
