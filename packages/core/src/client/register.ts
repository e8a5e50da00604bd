import type { StandardSchema } from './StandardSchema.ts'

/**
 * Tells Cubekit's types about your application. Declare it once; give the same schema to `createCubeClient`.
 *
 * @example
 * const profile = v.object({ middle_name: v.optional(v.string()) }) // valibot, zod, or any Standard Schema
 *
 * declare module '@cubekit/core' {
 *   interface Register {
 *     customData: typeof profile
 *   }
 * }
 *
 * export const client = createCubeClient({ appId: 1, signer, customData: profile })
 */
export interface Register {}

type Untyped = Readonly<Record<string, unknown>>

/** What `custom_data` is in your application, once it was read: the output of the registered schema. */
export type CustomData<Registered = Register> = Registered extends {
  customData: { '~standard': { types?: { output: infer Output } | undefined } }
}
  ? Output
  : Untyped

/** What may be written into `custom_data`: the input of the registered schema. */
export type CustomDataInput<Registered = Register> = Registered extends {
  customData: { '~standard': { types?: { input: infer Input } | undefined } }
}
  ? Input
  : object

/** The schema that {@link Register} names, or any. */
export type CustomDataSchema = StandardSchema<CustomDataInput, CustomData>
