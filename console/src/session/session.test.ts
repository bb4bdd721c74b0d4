import {beforeEach, describe, expect, it, vi} from 'vitest';
import {challengeOf} from './pkce';
import {personOf, Session} from './session';

const CONFIG = {
  authorizeUrl: 'https://issuer.example/oauth2/authorize',
  tokenUrl: 'https://issuer.example/oauth2/token',
  logoutUrl: 'https://issuer.example/logout',
  clientId: 'console',
};

/** The browser's parts that a session uses. */
let storage: Map<string, string>;
let left: string[];
let forms: URLSearchParams[];
let answer: () => Response;

beforeEach(() => {
  storage = new Map();
  left = [];
  forms = [];
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  });
  vi.stubGlobal('location', {
    origin: 'https://console.example', pathname: '/orders/A-1', search: '?x=1',
    assign: (url: string) => left.push(url),
  });
  vi.stubGlobal('fetch', (_: string, request: RequestInit) => {
    forms.push(request.body as URLSearchParams);
    return Promise.resolve(answer());
  });
});

function token(claims: object): string {
  return `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
}

function granted(name: string): Response {
  return Response.json({access_token: token({username: name}), refresh_token: `refresh-${name}`, expires_in: 3600});
}

async function signedIn(): Promise<Session> {
  const session = new Session(CONFIG, () => 'ja');
  void session.signIn();
  await vi.waitFor(() => expect(left).toHaveLength(1));
  const state = new URL(left[0] ?? '').searchParams.get('state') ?? '';
  answer = () => granted('mika');
  await session.complete(new URLSearchParams({code: 'c', state}));
  return session;
}

describe('challengeOf', () => {
  it('is that of RFC 7636, appendix B', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });
});

describe('personOf', () => {
  it('reads the claims of Cognito', () => {
    expect(personOf(token({sub: 's-1', username: '美香', 'cognito:groups': ['viewer'], scope: 'netstock/read netstock/view'}))).toEqual({
      subject: 's-1', username: '美香', groups: ['viewer'], scopes: ['netstock/read', 'netstock/view'],
    });
  });

  it('reads a token without groups', () => {
    expect(personOf(token({sub: 'auth0|1'}))).toEqual({subject: 'auth0|1', username: 'auth0|1', groups: [], scopes: ['']});
  });
});

describe('Session', () => {
  it('sends the challenge with the sign-in, and its verifier with the code', async () => {
    await signedIn();
    const sent = new URL(left[0] ?? '').searchParams;
    const verifier = forms[0]?.get('code_verifier') ?? '';
    expect(sent.get('code_challenge')).toBe(await challengeOf(verifier));
    expect(sent.get('lang')).toBe('ja');
    expect(forms[0]?.get('grant_type')).toBe('authorization_code');
  });

  it('returns to the view from which it left', async () => {
    const session = new Session(CONFIG, () => 'en');
    void session.signIn();
    await vi.waitFor(() => expect(left).toHaveLength(1));
    answer = () => granted('ken');
    const state = new URL(left[0] ?? '').searchParams.get('state') ?? '';
    expect(await session.complete(new URLSearchParams({code: 'c', state}))).toBe('/orders/A-1?x=1');
  });

  it('refuses an answer with another state', async () => {
    const session = new Session(CONFIG, () => 'en');
    void session.signIn();
    await vi.waitFor(() => expect(left).toHaveLength(1));
    await expect(session.complete(new URLSearchParams({code: 'c', state: 'other'}))).rejects.toThrow('invalid_state');
    expect(forms).toHaveLength(0);
  });

  it('renews the token once for all requests that need it', async () => {
    const session = await signedIn();
    answer = () => granted('renewed');
    await Promise.all([session.renew(), session.renew(), session.renew()]);
    expect(forms.slice(1).map(it => it.get('refresh_token'))).toEqual(['refresh-mika']);
    expect(session.person?.username).toBe('renewed');
    await session.renew();
    expect(forms.at(-1)?.get('refresh_token')).toBe('refresh-renewed');
  });

  it('forgets the sign-in when the refresh token is refused, and keeps it when there is no answer', async () => {
    const session = await signedIn();
    answer = () => {
      throw new TypeError('offline');
    };
    await expect(session.renew()).rejects.toThrow('offline');
    expect(session.person?.username).toBe('mika');
    answer = () => Response.json({error: 'invalid_grant'}, {status: 400});
    await session.renew();
    expect(session.person).toBeUndefined();
  });

  it('forgets the sign-in when the client is refused', async () => {
    const session = await signedIn();
    answer = () => Response.json({error: 'invalid_client'}, {status: 401});
    await session.renew();
    expect(session.person).toBeUndefined();
  });

  it.each([429, 500, 503])('keeps the sign-in when the issuer answers %i, and renews it later', async status => {
    const session = await signedIn();
    answer = () => Response.json({message: 'Rate exceeded'}, {status});
    await expect(session.renew()).rejects.toThrow(`HTTP ${status}`);
    expect(session.person?.username).toBe('mika');
    answer = () => granted('renewed');
    await session.renew();
    expect(forms.at(-1)?.get('refresh_token')).toBe('refresh-mika');
    expect(session.person?.username).toBe('renewed');
  });
});
