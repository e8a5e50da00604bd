import { Hono } from 'hono/tiny'
import { parametersFromJson, type Parameters } from '../rules/parameters.ts'
import { sameText } from '../sameText.ts'
import { ControlError } from './ControlError.ts'
import type { Controlled } from './Controlled.ts'
import { controlRoutes } from './controlRoutes.ts'

/** Where the controls are. Everything else belongs to the API. */
const CONTROL_PREFIX = '/__emulator/'

/** Whether a request is for the controls. */
export function isControl(url: string): boolean {
  return new URL(url).pathname.startsWith(CONTROL_PREFIX)
}

/** The header that carries the control token. */
export const CONTROL_TOKEN_HEADER = 'Emulator-Control-Token'

/**
 * The controls as a function from requests to responses.
 *
 * They are for the person who started the emulator, who was told the token, and not for the pages that are
 * tested with it: without the token they refuse, and pages of other origins are not let in even with it.
 */
export function createControl(controlled: Controlled): (request: Request) => Promise<Response> {
  const app = new Hono<{ Bindings: { readonly body: Parameters; readonly json: unknown } }>()
  for (const { method, path, handle } of controlRoutes) {
    app.on(method, `${CONTROL_PREFIX}${path}`, async (context) => {
      const { body, json } = context.env
      const params = context.req.param()
      const query = new URL(context.req.url).searchParams
      const { signal } = context.req.raw
      return answer(200, await handle({ ...controlled, body, json, params, query, signal }))
    })
  }
  app.notFound(() => {
    const list = controlRoutes.map(({ method, path }) => `${method} ${CONTROL_PREFIX}${path}`)
    return refuse(new ControlError(404, `There is no such control. There is ${list.join(', ')}.`))
  })
  app.onError((error) => {
    if (error instanceof ControlError) return refuse(error)
    throw error
  })

  return async (request) => {
    try {
      admit(request, controlled.emulator.controlToken)
      const json = await readJson(request)
      return await app.fetch(request, { json, body: parametersFromJson(json) })
    } catch (error) {
      if (error instanceof ControlError) return refuse(error)
      throw error
    }
  }
}

function admit({ headers, url }: Request, token: string): void {
  const origin = headers.get('Origin')
  if (origin !== null && origin !== new URL(url).origin) {
    throw new ControlError(403, 'The controls are not for pages of other origins.')
  }
  const given = headers.get(CONTROL_TOKEN_HEADER)
  if (given === null || !sameText(given, token)) {
    throw new ControlError(401, `The controls need the control token, in the header ${CONTROL_TOKEN_HEADER}.`)
  }
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new ControlError(400, 'The body is not valid JSON.')
  }
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}

function refuse({ status, message }: ControlError): Response {
  return answer(status, { errors: [message] })
}
