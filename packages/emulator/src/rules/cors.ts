/** On every answer. The list of exposed headers is the one the real service sends. */
export const corsHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'CB-Token-ExpirationDate, Date',
}

/** Answers a CORS preflight. Which request headers the real service allows is not known. */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders,
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
      'Access-Control-Allow-Headers':
        'CB-Token, CB-SDK, CB-AuthKey, ConnectyCube-REST-API-Version, Content-Type',
      'Access-Control-Max-Age': '86400',
    },
  })
}
