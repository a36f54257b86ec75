import type { User } from '../data.ts';
import type { World } from '../world.ts';
import { type Act, type Answer, refusal } from './answers.ts';

const opened = (user: User, issued: ReturnType<World['tokens']['issue']>): Answer => ({
  status: 200,
  // As RFC 6749, 5.1, asks of every answer that holds a token.
  headers: { 'cache-control': 'no-store' },
  json: {
    userId: user.id,
    ownerOrganizationId: user.organization.id,
    accessJwt: issued.accessJwt,
    refreshJwt: issued.refreshJwt,
    mfaRequired: false,
    passwordResetRequired: false,
  },
});

export const login: Act = ({ world, body, entry }) => {
  const { username, password } = body as { username: string; password?: string };
  const user = world.users.find((one) => one.username === username && one.password === password);
  if (!user) return refusal(403, 'LOGIN_FAILED');
  entry.user = user.username;
  const { id: userId, scopes } = user;
  return opened(user, world.tokens.issue({ userId, organizationId: user.organization.id, scopes }));
};

export const refresh: Act = ({ world, body, entry }) => {
  const renewed = world.tokens.refresh((body as { refreshToken: string }).refreshToken);
  const user = world.users.find(({ id }) => id === renewed?.subject.userId);
  if (!renewed || !user) return refusal(403, 'REFRESH_TOKEN_NOT_VALID');
  entry.user = user.username;
  return opened(user, renewed);
};

export const logout: Act = ({ world, body }) => {
  world.tokens.revoke((body as { refreshToken: string }).refreshToken);
  return { status: 200 };
};

export const self: Act = ({ world, claims }) => {
  const user = world.users.find(({ id }) => id === claims.sub);
  if (!user) return refusal(404, 'USER_NOT_FOUND', { id: claims.sub });
  const { firstName, lastName, organization } = user;
  return {
    status: 200,
    json: {
      _id: user.id,
      _userType: 'organization-user',
      _name: { firstName, lastName },
      _caption: `${firstName} ${lastName}`,
      _email: user.username,
      _enabled: 'ENABLED',
      _invitationAccepted: true,
      _ownerOrganization: { ...organization },
      _creationTime: '2026-01-12T08:00:00.000Z',
      _lastModifiedTime: '2026-01-12T08:00:00.000Z',
    },
  };
};
