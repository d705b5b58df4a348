/** What the server answered instead of the thing that was asked for. */
export class ApiError extends Error {
  constructor(status, { code, message, messageEn, ...more }) {
    super(document.documentElement.lang === 'en' ? (messageEn ?? message) : message);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

/** Asks the API; JSON in, JSON out. Throws ApiError for an answer that is an error, TypeError when the server is away. */
export async function api(method, path, body) {
  const isForm = body instanceof FormData;
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: body && !isForm ? { 'Content-Type': 'application/json' } : {},
    body: isForm ? body : body && JSON.stringify(body),
  });
  const text = response.status === 204 ? 'null' : await response.text();
  const value = JSON.parse(text);
  if (!response.ok) throw new ApiError(response.status, value.error);
  return value;
}

/** Tells who listens with a screen reader. Emptied first: the same words twice would be read once. */
export function announce(text) {
  const place = document.getElementById('announce');
  if (!place) return;
  place.textContent = '';
  setTimeout(() => {
    place.textContent = text;
  }, 50);
}
