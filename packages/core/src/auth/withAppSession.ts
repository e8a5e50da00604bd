import { type CubeClient, internals } from '../client/CubeClient.ts'
import { type CubeError, isCubeError } from '../errors/CubeError.ts'
import { abortable } from '../transport/abortable.ts'
import { keepAppSession, takeAppSession } from './prepareLogin.ts'

/**
 * Runs `work` on an application session that nobody else uses. One that had waited may have lapsed: then `work`
 * runs once more, on a new one.
 */
export async function withAppSession<T>(
  client: CubeClient,
  signal: AbortSignal | undefined,
  work: (token: string) => Promise<T>,
): Promise<T> {
  const { session, prepared } = client[internals]
  const take = (): Promise<string> => abortable(takeAppSession(client, signal), signal)
  let token = await take()
  try {
    return await work(token).catch(async (error: unknown) => {
      if (!prepared || !isCubeError(error, 'session-expired')) throw error
      token = await take()
      return work(token)
    })
  } catch (error) {
    session.failed(error)
    // Refused, so the session is still nobody's. After any other failure it may be somebody's by now.
    if (isCubeError(error) && isRefusal(error)) keepAppSession(client, token)
    else session.discard(token)
    throw error
  }
}

function isRefusal({ code, status }: CubeError): boolean {
  return code !== 'session-expired' && status !== null && status >= 400 && status < 500
}
