import type { Title } from '../portal/on-screen.ts';
import type { Kind } from './record.ts';
