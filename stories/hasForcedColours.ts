/** Whether the system, not the theme, decides on colours: then a play function cannot look for the theme's. */
export function hasForcedColours(): boolean {
  return window.matchMedia('(forced-colors: active)').matches
}
