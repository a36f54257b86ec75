import { shownTemplates } from '../template.ts';
import { type Act, accessDenied, refusal } from './answers.ts';
import { pageOf, type SearchRequest } from './search.ts';

export const searchTemplates: Act = ({ world, claims, query, acceptLanguage }) => {
  if (!claims.scopes.includes('SETTINGS_SEARCH_TEMPLATE')) return accessDenied();
  const asked = JSON.parse(query.get('searchRequest') ?? '{}') as SearchRequest;
  return { status: 200, json: pageOf(shownTemplates(acceptLanguage, world.switches), asked) };
};

export const template: Act = ({ world, claims, path, acceptLanguage }) => {
  if (!claims.scopes.includes('SETTINGS_GET_TEMPLATE')) return accessDenied();
  const found = shownTemplates(acceptLanguage, world.switches).find(({ id }) => id === path.templateId);
  if (!found) return refusal(404, 'TEMPLATE_NOT_FOUND', { templateId: path.templateId });
  return { status: 200, json: found };
};
