import type {components, paths} from '#api';
import createClient from 'openapi-fetch';
import type {Session} from '../session/session';

export type Schemas = components['schemas'];

/** An answer that is not a success: a problem of the API, a refusal of API Gateway, or no answer. */
export class ApiError extends Error {
  constructor(
    /** 0 if the request did not reach the API, or its answer did not arrive. */
    readonly status: number,
    /** The body: problem details, or `{message}` of API Gateway. */
    readonly problem: Record<string, unknown>,
  ) {
    super(String(problem.detail ?? problem.title ?? problem.message ?? `HTTP ${status}`));
  }

  /** The last part of the problem's type, `insufficient-stock`. */
  get kind(): string {
    return String(this.problem.type ?? '').replace(/.*\//, '');
  }

  /** The validation errors. */
  get faults(): {pointer: string; message: string}[] {
    return (this.problem.errors as {pointer: string; message: string}[] | undefined) ?? [];
  }
}

/** The typed client of the API, from its OpenAPI description. */
export type Api = ReturnType<typeof createApi>;

export function createApi(session: Session) {
  const client = createClient<paths>({baseUrl: location.origin, fetch: request => send(session, request)});
  return client;
}

async function send(session: Session, request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await sendWith(await session.token(), request);
  if (answer.status !== 401) {
    return answer;
  }
  await session.renew();
  const repeated = await sendWith(await session.token(), again);
  if (repeated.status === 401) {
    session.forget();
    await session.signIn();
  }
  return repeated;
}

async function sendWith(token: string, request: Request): Promise<Response> {
  request.headers.set('authorization', `Bearer ${token}`);
  try {
    return await fetch(request);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new ApiError(0, {});
  }
}

/** The data of a successful answer. */
export async function dataOf<T>(
  answer: Promise<{data?: T; error?: unknown; response: Response}>,
): Promise<T> {
  const {data, error, response} = await answer;
  if (!response.ok || data === undefined) {
    const problem = typeof error === 'object' && error !== null ? error : {};
    throw new ApiError(response.status, problem as Record<string, unknown>);
  }
  return data;
}
