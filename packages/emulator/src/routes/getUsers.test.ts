import { describe, expect, it } from 'vitest'
import { at, setUp, type Api } from '../../test/api.ts'

const users = [
  { id: 51941, login: 'dacia_k', full_name: 'Dacia Kail', phone: '6110797757', user_tags: 'guest' },
  {
    id: 51943,
    login: 'hunters',
    full_name: 'Hunter Purushottam',
    user_tags: 'guest,vip',
    external_id: 'x-1',
  },
  {
    id: 51946,
    login: 'gabby',
    email: 'a+b@example.com',
    full_name: 'HUNTER Corcoran',
    user_tags: 'accountant',
  },
  {
    id: 68647,
    login: 'smith1',
    full_name: 'Ünï 🙂 hunter',
    phone: '6754987345566',
    last_request_at: '2020-11-09T08:21:41Z',
  },
]

async function idsOf(api: Api, query: string): Promise<unknown> {
  const { status, body } = await api.get(`/users/v2.json?${query}`, await api.appToken())
  if (status !== 200) return [status, at(body, 'errors', 'base', 0)]
  const items = at(body, 'items')
  return Array.isArray(items) ? items.map((user) => at(user, 'id')) : body
}

describe('GET /users/v2', () => {
  // The examples of the documentation, "Retrieve Users V2", in its order.
  it.each([
    'id=51946',
    'id[in][]=51946&id[in][]=51943&last_request_at[gt]=2018-12-06T09:21:41Z',
    'user_tags=guest',
    'user_tags=guest&created_at[lt]=1690886495',
    'login=smith1&phone=6754987345566&user_tags[nin][]=vip&updated_at[lte]=2018-12-06T09:21:41Z',
    'phone=6754987345566&last_request_at=2020-11-09T08:21:41Z',
    'full_name[start_with]=hunter&id[nin][]=68647',
  ])('takes the documented %s', async (query) => {
    const { api } = setUp({ users })
    expect((await api.get(`/users/v2?${query}`, await api.appToken())).status).toBe(200)
  })

  it.each([
    ['login[nin][]=admin19', 'A query needs at least one of id, login,'],
    ['user_tags[nin][]=guest', 'A query needs at least one of id, login,'],
    ['last_request_at=2017-07-06T11:21:41Z', 'A query needs at least one of id, login,'],
    ['created_at[gte]=2019-11-06T09:21:41Z', 'A query needs at least one of id, login,'],
    ['login[start_with]=vip', 'login[start_with] needs at least 4 characters.'],
  ])('refuses the documented %s', async (query, reason) => {
    const { api } = setUp({ users })
    const { status, body } = await api.get(`/users/v2?${query}`, await api.appToken())
    expect(status).toBe(422)
    expect(at(body, 'errors', 'base', 0)).toContain(reason)
  })

  it.each([
    ['', 'A query needs'],
    ['limit=10', 'A query needs'],
    ['sort_asc=id', 'A query needs'],
    ['id[gt]=1', 'id cannot be compared with gt.'],
    ['user_tags[lte]=a&id=1', 'user_tags cannot be compared with lte.'],
    ['id=abc', 'id must be an integer.'],
    ['id=NaN', 'id must be an integer.'],
    ['id[in][]=1&id[in][]=x', 'id must be an integer.'],
    ['id=1&created_at[gt]=yesterday', 'created_at must be a date'],
    ['id[start_with]=5194', 'id is not a text'],
    ['login[start_with][]=hunt&login[start_with][]=smit', 'takes one text'],
    ['login[like]=hunt', 'Unknown operator "like"'],
    ['is_guest=true', 'Unknown field "is_guest"'],
    ['password=x&id=1', 'Unknown field "password"'],
    ['constructor=x', 'Unknown field "constructor"'],
    ['id[in][][a]=1', 'nested too deep'],
    ['id=1&limit=0', 'limit must be a whole number, 1 or more.'],
    ['id=1&limit=Infinity', 'limit must be a whole number, 1 or more.'],
    ['id=1&offset=-1', 'offset must be a whole number, 0 or more.'],
    ['id=1&sort_asc=password', 'Unknown field "password"'],
  ])('refuses %s', async (query, reason) => {
    const { api } = setUp({ users })
    expect(await idsOf(api, query)).toEqual([422, expect.stringContaining(reason)])
  })

  it.each([
    ['id=51946', [51946]],
    ['id[eq]=51946', [51946]],
    ['id[in][]=51946&id[in][]=51941', [51941, 51946]],
    ['id[in]=51946&id[in]=51941', [51941, 51946]],
    ['id%5Bin%5D=51946&id%5Bin%5D%5B%5D=51941', [51941, 51946]],
    ['id[in][][]=51946', [51946]],
    ['login=hunters', [51943]],
    ['login=HUNTERS', []],
    ['login[]=hunters&login[]=gabby', [51943, 51946]],
    ['email=a%2Bb%40example.com', [51946]],
    ['email=a+b%40example.com', []],
    ['full_name=%C3%9Cn%C3%AF%20%F0%9F%99%82%20hunter', [68647]],
    ['full_name[start_with]=hunt', [51943, 51946]],
    ['full_name[start_with]=%C3%BCn%C3%AF%20', [68647]],
    ['full_name[start_with]=hunter&id[nin][]=51943', [51946]],
    ['user_tags=guest', [51941, 51943]],
    ['user_tags[]=vip&user_tags[]=accountant', [51943, 51946]],
    ['user_tags[in][]=vip&user_tags[in][]=accountant', [51943, 51946]],
    ['user_tags=guest&user_tags[nin]=vip', [51941]],
    ['external_id=x-1', [51943]],
    ['phone=6754987345566&last_request_at=2020-11-09T08:21:41Z', [68647]],
    ['phone=6754987345566&last_request_at[gt]=1604910101', []],
    ['phone=6754987345566&last_request_at[gte]=1604910101', [68647]],
    [
      'phone=6754987345566&last_request_at[gte]=Mon%20Nov%2009%202020%2008%3A21%3A41%20GMT%2B0000%20(Coordinated%20Universal%20Time)',
      [68647],
    ],
    ['id[in][]=51941&id[in][]=68647&last_request_at[lt]=2030-01-01', [68647]],
    ['id[in][]=51941&id[in][]=68647&last_request_at[nin]=2020-11-09T08:21:41Z', [51941]],
    ['id[in][]=51941&id[in][]=51943&id[in][]=51946&sort_desc=id', [51946, 51943, 51941]],
    ['id[in][]=51941&id[in][]=51943&id[in][]=51946&sort_asc=full_name', [51941, 51946, 51943]],
    ['id[in][]=51941&id[in][]=51943&id[in][]=68647&sort_asc=phone', [51941, 68647, 51943]],
    ['id[in][]=51941&id[in][]=51943&id[in][]=68647&sort_desc=phone', [68647, 51941, 51943]],
    ['id[in][]=51941&id[in][]=51943&id[in][]=51946&limit=1&offset=1', [51943]],
    ['id[in][]=51941&id[in][]=51943&offset=7', []],
  ])('answers %s', async (query, ids) => {
    const { api } = setUp({ users })
    expect(await idsOf(api, query)).toEqual(ids)
  })

  it('answers bare users with the page’s numbers', async () => {
    const { emulator, api } = setUp({ users })
    const { body, headers } = await api.get(
      '/users/v2?id[in][]=51941&id[in][]=51943&limit=1&offset=1',
      await api.userToken(),
    )
    expect(body).toEqual({ limit: 1, skip: 1, total_entries: 2, items: [emulator.db.users.get(51943)] })
    expect(headers.get('CB-Token-ExpirationDate')).toBe('2026-01-15 14:00:00 UTC')
  })

  it('orders by id what nothing else orders', async () => {
    const twins = [9, 5, 7].map((id) => ({ id, login: `twin${id}`, full_name: 'Twin', user_tags: 'all' }))
    const { api } = setUp({ users: twins })
    for (const sorting of ['', '&sort_asc=full_name', '&sort_desc=full_name']) {
      expect(await idsOf(api, `user_tags=all${sorting}`)).toEqual([5, 7, 9])
    }
  })

  it('answers at most 100 users, and 5 for start_with', async () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ login: `person${index}`, user_tags: 'all' }))
    const { api } = setUp({ users: many })
    const token = await api.appToken()
    const lengthOf = async (query: string): Promise<unknown[]> => {
      const { body } = await api.get(`/users/v2?${query}`, token)
      return [at(body, 'limit'), at(body, 'items', 'length'), at(body, 'total_entries')]
    }
    expect(await lengthOf('user_tags=all')).toEqual([100, 100, 150])
    expect(await lengthOf('user_tags=all&limit=999')).toEqual([100, 100, 150])
    expect(await lengthOf('user_tags=all&limit=20&offset=140')).toEqual([20, 10, 150])
    expect(await lengthOf('login[start_with]=pers&limit=50')).toEqual([5, 5, 150])
    expect(await lengthOf('login[start_with]=pers&limit=2')).toEqual([5, 5, 150])
    expect(await lengthOf('login[start_with]=pers&offset=147')).toEqual([5, 3, 150])
    expect(await lengthOf('user_tags=all&login[start_with]=pers&sort_desc=id&offset=150')).toEqual([
      5, 0, 150,
    ])
  })

  it('gives what begins with a text five at a time, in the order that is asked for', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ id: 100 - index, login: `person${index + 10}` }))
    const { api } = setUp({ users: many })
    expect(await idsOf(api, 'login[start_with]=pers&sort_asc=login')).toEqual([100, 99, 98, 97, 96])
    expect(await idsOf(api, 'login[start_with]=pers&sort_asc=login&offset=4')).toEqual([96, 95, 94, 93, 92])
    expect(await idsOf(api, 'login[start_with]=pers&sort_asc=login&offset=10')).toEqual([90, 89])
  })

  it('needs a session', async () => {
    const { api } = setUp()
    expect((await api.get('/users/v2?id=1')).status).toBe(401)
  })
})
