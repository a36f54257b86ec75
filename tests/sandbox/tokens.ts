import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';

/** What an access token says, as BioT's do; `exp` in seconds since the epoch. */
export interface Claims {
  sub: string;
  tenantId: string;
  scopes: string[];
  tokenType: 'USER';
  refreshTokenId: string;
  jti: string;
  exp: number;
}

export interface IssuedToken {
  token: string;
  expiration: string;
}

interface Subject {
  userId: string;
  organizationId: string;
  scopes: readonly string[];
}

export type Tokens = ReturnType<typeof createTokens>;

/** Twelve hours: long enough for a day in the portal. */
const refreshLifetimeMs = 12 * 3600_000;

/** RS512 tokens with a key of this process's own. `now` in milliseconds, `lifetime` in seconds. */
export function createTokens(options: { now: () => number; lifetime: () => number; rotates: () => boolean }) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const live = new Set<string>();
  const refreshable = new Map<string, Subject>();

  const seal = (claims: object) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS512', typ: 'JWT' })}.${part(claims)}`;
    return `${text}.${sign('RSA-SHA512', Buffer.from(text), privateKey).toString('base64url')}`;
  };

  const open = (token: string): Record<string, unknown> | null => {
    const [head = '', body = '', signature = ''] = token.split('.');
    const good = verify(
      'RSA-SHA512',
      Buffer.from(`${head}.${body}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    );
    return good ? JSON.parse(Buffer.from(body, 'base64url').toString()) : null;
  };

  const issue = (subject: Subject): { accessJwt: IssuedToken; refreshJwt: IssuedToken } => {
    const refreshTokenId = randomUUID();
    const jti = randomUUID();
    const exp = Math.floor(options.now() / 1000) + options.lifetime();
    const until = options.now() + refreshLifetimeMs;
    refreshable.set(refreshTokenId, subject);
    live.add(jti);
    const { userId: sub, organizationId: tenantId, scopes } = subject;
    return {
      accessJwt: {
        token: seal({ sub, tenantId, scopes, tokenType: 'USER', refreshTokenId, jti, exp }),
        expiration: new Date(exp * 1000).toISOString(),
      },
      refreshJwt: {
        token: seal({ sub, tokenType: 'REFRESH', jti: refreshTokenId, exp: Math.floor(until / 1000) }),
        expiration: new Date(until).toISOString(),
      },
    };
  };

  const subjectOf = (refreshToken: string): { id: string; subject: Subject } | null => {
    const claims = open(refreshToken);
    const id = String(claims?.jti ?? '');
    const subject = refreshable.get(id);
    return claims?.tokenType === 'REFRESH' && subject ? { id, subject } : null;
  };

  return {
    issue,
    /** The claims of the token in an `Authorization` header, or null if it opens nothing. */
    read(authorization: string | undefined): Claims | null {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
      const claims = token ? open(token) : null;
      if (claims?.tokenType !== 'USER' || !live.has(String(claims.jti))) return null;
      return Number(claims.exp) * 1000 > options.now() ? (claims as unknown as Claims) : null;
    },
    refresh(refreshToken: string) {
      const known = subjectOf(refreshToken);
      if (!known) return null;
      if (options.rotates()) refreshable.delete(known.id);
      return { subject: known.subject, ...issue(known.subject) };
    },
    revoke(refreshToken: string): void {
      const known = subjectOf(refreshToken);
      if (known) refreshable.delete(known.id);
    },
    /** Makes every access token issued so far worthless; refresh tokens stay good. */
    expireAll(): void {
      live.clear();
    },
    clear(): void {
      live.clear();
      refreshable.clear();
    },
  };
}
