import { tagsOf } from '../db/user.ts'
import { ApiError } from '../rules/ApiError.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { pageOfUsers } from '../rules/v1Page.ts'
import { defineRoute, type Route } from './route.ts'

/** GET /users/by_tags (V1, deprecated): users with one of these tags, given as a list or with commas. */
export const getUsersByTags: Route = defineRoute({
  method: 'GET',
  path: '/users/by_tags',
  access: 'session',
  handle({ world: { db }, query }) {
    const tags = new Set(
      query
        .filter(({ path }) => path[0] === 'tags')
        .flatMap(({ value }) => value.split(','))
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    )
    if (tags.size === 0) throw new ApiError(unobservedErrors.parameterBlank('tags'))
    const tagged = [...db.users.list()].filter((user) => tagsOf(user).some((tag) => tags.has(tag)))
    return { status: 200, body: pageOfUsers(tagged, query) }
  },
})
