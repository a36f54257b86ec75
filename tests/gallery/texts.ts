import { setTextSource } from '../../lib/texts/texts.ts';

interface Message {
  message: string;
  placeholders?: Readonly<Record<string, { content: string }>>;
}

/** Reads a catalogue as browsers do: named placeholders stand for numbered substitutions. */
export function useCatalogue(catalogue: Readonly<Record<string, Message>>, language: string): void {
  setTextSource((key, substitutions) => {
    const { message, placeholders = {} } = catalogue[key] ?? { message: '' };
    return message.replace(/\$(\w+)\$/g, (_, name: string) => {
      const content = placeholders[name.toLowerCase()]?.content ?? '';
      return substitutions[Number(content.slice(1)) - 1] ?? '';
    });
  }, language);
}
