/** Something that answers as ConnectyCube does: an emulator wherever it runs, or the service itself. */
export interface Host {
  /** Such as `https://api.connectycube.com`. */
  readonly apiUrl: string
  readonly appId: number
  readonly authKey: string
  /** Somebody who can sign in. */
  readonly person: { readonly login: string; readonly password: string }
  readonly fetch: (address: string, init?: RequestInit) => Promise<Response>
  close(): Promise<void>
}

/** An emulator that can be controlled over its routes. */
export interface ControlledHost extends Host {
  readonly controlToken: string
  /** Whether answers without CORS headers are kept from the caller, as in a browser. */
  readonly minds: 'cors' | 'nothing'
}

/** One thing that must be so, on every host. */
export interface Check<H extends Host = Host> {
  readonly name: string
  run(host: H): Promise<void>
}
