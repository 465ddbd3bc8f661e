import type { Handler } from './call.mts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
	method: Method;
	/** Relative to the prefix of the group. */
	path: string;
	handler: Handler;
}

/** A group of routes with a common prefix. */
export interface Mount {
	prefix: string;
	routes: readonly Route[];
}

export const get = (path: string, handler: Handler): Route => ({ method: 'GET', path, handler });
export const post = (path: string, handler: Handler): Route => ({ method: 'POST', path, handler });
export const put = (path: string, handler: Handler): Route => ({ method: 'PUT', path, handler });
export const patch = (path: string, handler: Handler): Route => ({
	method: 'PATCH',
	path,
	handler,
});
export const del = (path: string, handler: Handler): Route => ({ method: 'DELETE', path, handler });
