import type { RecipeFieldsProps } from '../../components/RecipeFields.tsx';
import { ask } from '../../lib/browser/letters.ts';
import type { BulkTemplate } from '../../lib/protocol/bulk.ts';
import { type Board, referencesFor } from './board.ts';

/** Whether a record is made for each file, and what it holds. */
export function createRecipe(board: Board, changed: () => void) {
  let templates: readonly BulkTemplate[] = [];
  let loadedFor = '';

  const change = (to: Partial<NonNullable<Board['recipe']>>) => {
    if (board.recipe) board.cook({ ...board.recipe, ...to });
  };

  return {
    /** Templates are those of a person's organization. */
    async offer(sender: string): Promise<void> {
      if (sender === loadedFor || sender === '') return;
      loadedFor = sender;
      const found = (await ask('bulk.templates', { sender })) ?? [];
      if (sender !== loadedFor) return;
      templates = found;
      // What was chosen belongs to somebody else.
      if (board.recipe) board.cook(null);
      changed();
    },
    view(): RecipeFieldsProps {
      const { recipe } = board;
      return {
        templates,
        template: recipe?.template ?? null,
        choose(template) {
          const [only, ...others] = template ? referencesFor(template, board.records) : [];
          const reference = only && others.length === 0 ? only.name : null;
          board.cook(template && { template, reference, values: {} });
        },
        references: recipe ? referencesFor(recipe.template, board.records) : [],
        reference: recipe?.reference ?? null,
        refer: (reference) => change({ reference }),
        values: recipe?.values ?? {},
        write: (name, text) => change({ values: { ...board.recipe?.values, [name]: text } }),
      };
    },
  };
}
