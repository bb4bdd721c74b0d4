import type {Config, Scope} from './config';
import {SCOPES} from './config';
import {challengeOf, randomText} from './pkce';

/** The person of an access token. The API decides by the token's scopes; the page only shows them. */
export interface Person {
  /** Unique; the name may not be. */
  subject: string;
  username: string;
  groups: string[];
  scopes: string[];
}

interface Tokens {
  accessToken: string;
  refreshToken?: string;
  expiresAt: number;
}

interface PendingSignIn {
  state: string;
  verifier: string;
  returnTo: string;
}

/** Tokens are renewed this long before they expire. */
const RENEW_BEFORE_MS = 60_000;
/** The statuses that refuse a grant for good. With others, such as 429 and 503, it may be tried again. */
const REFUSALS = [400, 401];
const TOKENS = 'netstock.tokens';
const PENDING = 'netstock.sign-in';

/**
 * The sign-in of this tab: authorization code with PKCE, and refresh tokens that are replaced at each
 * use. Tokens live in the tab's session storage: a reload keeps them, another tab signs in by the
 * issuer's own cookie.
 */
export class Session {
  private tokens = stored<Tokens>(TOKENS);
  private renewal: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
    private readonly language: () => string,
  ) {}

  get person(): Person | undefined {
    return this.tokens && personOf(this.tokens.accessToken);
  }

  may(scope: Scope): boolean {
    return this.person?.scopes.includes(scope) ?? false;
  }

  /** A valid access token. If there is none, the page is left for the sign-in. */
  async token(): Promise<string> {
    if (this.tokens && this.tokens.expiresAt - RENEW_BEFORE_MS < Date.now()) {
      await this.renew();
    }
    return this.tokens?.accessToken ?? this.signIn();
  }

  /**
   * Renews the token. All requests of the page share one renewal: the second use of a refresh token
   * would end the session.
   */
  async renew(): Promise<void> {
    this.renewal ??= this.renewOnce().finally(() => (this.renewal = undefined));
    await this.renewal;
  }

  /** Leaves the page for the sign-in, which returns to the current view. */
  async signIn(): Promise<never> {
    const pending: PendingSignIn = {
      state: randomText(),
      verifier: randomText(),
      returnTo: location.pathname.startsWith('/signed-in') ? '/' : location.pathname + location.search,
    };
    sessionStorage.setItem(PENDING, JSON.stringify(pending));
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: this.config.clientId,
      redirect_uri: callback(),
      scope: SCOPES.join(' '),
      state: pending.state,
      code_challenge: await challengeOf(pending.verifier),
      code_challenge_method: 'S256',
      lang: this.language(),
      ...this.config.authorizeParameters,
    });
    return leave(`${this.config.authorizeUrl}?${query}`);
  }

  /**
   * Completes a sign-in with the answer of the issuer.
   *
   * @returns the view to return to
   */
  async complete(query: URLSearchParams): Promise<string> {
    const pending = stored<PendingSignIn>(PENDING);
    sessionStorage.removeItem(PENDING);
    const code = query.get('code');
    if (!pending || !code || query.get('state') !== pending.state) {
      throw new Error(query.get('error') ?? 'invalid_state');
    }
    await this.request({
      grant_type: 'authorization_code',
      code,
      redirect_uri: callback(),
      code_verifier: pending.verifier,
    });
    return pending.returnTo;
  }

  /** Revokes the refresh token, and ends the sign-in at the issuer. */
  async signOut(): Promise<never> {
    const refreshToken = this.tokens?.refreshToken;
    this.forget();
    if (refreshToken && this.config.revokeUrl) {
      await fetch(this.config.revokeUrl, {
        method: 'POST',
        body: new URLSearchParams({token: refreshToken, client_id: this.config.clientId}),
      }).catch(() => undefined);
    }
    const query = new URLSearchParams({client_id: this.config.clientId, logout_uri: `${location.origin}/`});
    return leave(`${this.config.logoutUrl}?${query}`);
  }

  /** Forgets tokens that the API refused. */
  forget(): void {
    this.tokens = undefined;
    sessionStorage.removeItem(TOKENS);
  }

  private async renewOnce(): Promise<void> {
    const refreshToken = this.tokens?.refreshToken;
    if (!refreshToken) {
      this.forget();
      return;
    }
    try {
      await this.request({grant_type: 'refresh_token', refresh_token: refreshToken});
    } catch (failure) {
      if (failure instanceof RefusedGrant) {
        this.forget();
        return;
      }
      throw failure;
    }
  }

  private async request(form: Record<string, string>): Promise<void> {
    const answer = await fetch(this.config.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({client_id: this.config.clientId, ...form}),
    });
    const body = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) {
      const reason = String(body.error ?? `HTTP ${answer.status}`);
      throw REFUSALS.includes(answer.status) ? new RefusedGrant(reason) : new Error(reason);
    }
    this.tokens = {
      accessToken: String(body.access_token),
      refreshToken: typeof body.refresh_token === 'string' ? body.refresh_token : form.refresh_token,
      expiresAt: Date.now() + Number(body.expires_in) * 1000,
    };
    sessionStorage.setItem(TOKENS, JSON.stringify(this.tokens));
  }
}

class RefusedGrant extends Error {}

/** Reads the claims of a token: Cognito's names, or those of other issuers. */
export function personOf(token: string): Person {
  const payload = token.split('.')[1] ?? '';
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), it => it.charCodeAt(0));
  const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  return {
    subject: String(claims.sub ?? claims.client_id),
    username: String(claims.username ?? claims.sub),
    groups: Array.isArray(claims['cognito:groups']) ? claims['cognito:groups'].map(String) : [],
    scopes: String(claims.scope ?? '').split(' '),
  };
}

function stored<T>(key: string): T | undefined {
  const text = sessionStorage.getItem(key);
  return text ? (JSON.parse(text) as T) : undefined;
}

function callback(): string {
  return `${location.origin}/signed-in`;
}

/** Never resolves: the browser leaves the page. */
function leave(url: string): Promise<never> {
  location.assign(url);
  return new Promise(() => undefined);
}
