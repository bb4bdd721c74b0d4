/** Where people sign in: `/config.json`, which the stage serves beside the page. */
export interface Config {
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl?: string;
  logoutUrl: string;
  clientId: string;
  /** Parameters that the issuer needs in addition, such as Auth0's `audience`. */
  authorizeParameters?: Record<string, string>;
}

export const SCOPES = ['netstock/read', 'netstock/view', 'netstock/reserve', 'netstock/operate'] as const;
export type Scope = (typeof SCOPES)[number];

export async function loadConfig(): Promise<Config> {
  const answer = await fetch('/config.json', {cache: 'no-store'});
  if (!answer.ok) {
    throw new Error(`config.json: ${answer.status}`);
  }
  return (await answer.json()) as Config;
}
