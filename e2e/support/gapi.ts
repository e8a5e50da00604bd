// Stands in for https://apis.google.com/js/api.js, which Firebase's SDK and its emulator load so that a page and a
// frame can talk to each other: the test goes nowhere. It is served to both of them.

type Handler = (value: unknown) => unknown
type Message =
  | { readonly gapi: 'ask'; readonly id: number; readonly name: string; readonly value: unknown }
  | { readonly gapi: 'answer'; readonly id: number; readonly value: unknown }

function startGapi(): void {
  const handlers = new Map<string, PromiseWithResolvers<Handler>>()
  const answered: ((answers: unknown[]) => void)[] = []
  const handlerOf = (name: string): PromiseWithResolvers<Handler> => {
    const known = handlers.get(name) ?? Promise.withResolvers<Handler>()
    handlers.set(name, known)
    return known
  }
  const send = (to: MessageEventSource | null | undefined, message: Message): void =>
    to?.postMessage(message, { targetOrigin: '*' })

  addEventListener('message', ({ data, source }: MessageEvent<Partial<Message> | null>) => {
    if (data?.gapi === 'answer') answered[data.id ?? -1]?.([data.value])
    if (data?.gapi !== 'ask') return
    const { id = -1, name = '', value } = data
    void (async () => {
      const handler = await handlerOf(name).promise
      send(source, { gapi: 'answer', id, value: await handler(value) })
    })()
  })

  const frame = (windowOf: () => Window | null): object => ({
    restyle: async () => {},
    ping: async (pong: () => void) => pong(),
    register: (name: string, handler: Handler) => handlerOf(name).resolve(handler),
    send: (name: string, value: unknown, whenAnswered: (answers: unknown[]) => void = () => {}) =>
      send(windowOf(), { gapi: 'ask', id: answered.push(whenAnswered) - 1, name, value }),
  })

  const context = {
    async open({ url, where }: { url: string; where: Element }, whenOpen: (opened: object) => unknown) {
      const element = document.createElement('iframe')
      element.hidden = true
      element.src = url
      const loaded = new Promise((resolve) => {
        element.addEventListener('load', resolve)
      })
      where.append(element)
      await loaded
      return whenOpen(frame(() => element.contentWindow))
    },
    getParentIframe: () => frame(() => parent),
  }
  const iframes = { Iframe: Object, CROSS_ORIGIN_IFRAMES_FILTER: {}, getContext: () => context }
  const load = (_: string, { callback }: { callback: () => void }): void => callback()
  Reflect.set(globalThis, 'gapi', { load, iframes })

  const { currentScript } = document
  const address = new URL(currentScript instanceof HTMLScriptElement ? currentScript.src : location.href)
  const ready: unknown = Reflect.get(globalThis, address.searchParams.get('onload') ?? 'gapi_onload')
  if (typeof ready === 'function') ready()
}

startGapi()
