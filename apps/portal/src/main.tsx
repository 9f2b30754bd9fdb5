import './app/mantine-styles.ts';
import './app/portal.css';
import { createRoot } from 'react-dom/client';
import { Portal } from './app/portal.tsx';
import { trustText } from './lib/trusted-types.ts';
import { chooseLanguage, preferredLanguage } from './app/language.ts';

trustText();
await chooseLanguage(preferredLanguage());
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the portal');
createRoot(root).render(<Portal />);
