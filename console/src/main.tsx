import {createRoot} from 'react-dom/client';
import {start} from './app/start';

const root = createRoot(document.getElementById('console') as HTMLElement);
void start(root);
