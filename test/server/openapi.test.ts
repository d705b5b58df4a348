import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApplication, type TestApplication } from './support/application.ts';

let kotae: TestApplication;
beforeAll(async () => {
  kotae = await startApplication();
});
afterAll(() => kotae.close());

interface Layer {
  readonly route?: {
    readonly path: string | readonly string[];
    readonly stack: readonly { readonly method: string }[];
  };
  readonly handle: { readonly stack?: readonly Layer[] };
  readonly matchers?: readonly ((path: string) => unknown)[];
}

/** Every `METHOD /path` that the application's routers answer, in OpenAPI's spelling; pages are left out. */
function routesOf(app: Express): readonly string[] {
  const walk = (stack: readonly Layer[]): readonly string[] =>
    stack.flatMap(({ route, handle }) => {
      if (!route) return walk(handle.stack ?? []);
      const paths = typeof route.path === 'string' ? [route.path] : route.path;
      return paths.flatMap(path => [
        ...new Set(route.stack.map(({ method }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)),
      ]);
    });
  const layers = (app.router as unknown as { stack: readonly Layer[] }).stack;
  const api = layers.find(layer => layer.matchers?.some(match => match('/api/v1/services')) && layer.handle.stack);
  const health = walk(layers.filter(layer => layer.route));
  return [...health, ...walk(api?.handle.stack ?? []).map(line => line.replace(' ', ' /api/v1'))];
}

it('the OpenAPI description names every route of the API and no other', async () => {
  const { body } = await supertest(kotae.app).get('/api/v1/openapi.json').expect(200);
  expect(body.openapi).toMatch(/^3\.1\./);
  const described = Object.entries<object>(body.paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter(key => key !== 'parameters')
      .map(method => `${method} ${path}`),
  );
  expect(described.sort()).toEqual([...routesOf(kotae.app)].sort());
});

it('the OpenAPI description refers only to schemas that it has', async () => {
  const { body } = await supertest(kotae.app).get('/api/v1/openapi.json').expect(200);
  const used = [...JSON.stringify(body).matchAll(/#\/components\/schemas\/(\w+)/g)].map(match => match[1]);
  for (const name of new Set(used)) expect(body.components.schemas).toHaveProperty(name ?? '');
});
