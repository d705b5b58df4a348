import { readFileSync } from 'node:fs';

/** The OpenAPI 3.1 description of the API, written by hand in openapi.json; a test holds it against the routes. */
export const openApi: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL('./openapi.json', import.meta.url), 'utf8'),
);
