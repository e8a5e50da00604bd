import type { Route } from './route.ts'
import { routes } from './table.ts'

/** Says what is wrong with a request that no route takes, and which routes are near it. */
export function explainUnknown(method: string, path: string): string {
  const sameShape = routes.filter((route) => shapeOf(route).test(path))
  if (sameShape.length > 0) {
    const methods = sameShape.map((route) => route.method).join(', ')
    return `The emulator has no ${method} ${path}: this path takes ${methods}.`
  }
  const resource = `/${path.split('/')[1] ?? ''}`
  const near = routes.filter((route) => route.path === resource || route.path.startsWith(`${resource}/`))
  const listed = (near.length > 0 ? near : routes)
    .map((route) => `${route.method} ${readable(route)}`)
    .join(', ')
  return `The emulator has no ${method} ${path}. It has ${listed}.`
}

/** `/users/:id{[0-9]+}` → `/users/{id}` */
function readable(route: Route): string {
  return route.path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')
}

function shapeOf(route: Route): RegExp {
  const pattern = route.path.replaceAll(
    /:\w+(?:\{([^}]*)\})?/g,
    (_, rule: string | undefined) => rule ?? '[^/]+',
  )
  return new RegExp(`^${pattern}$`)
}
