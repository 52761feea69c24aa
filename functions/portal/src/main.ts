import { App } from './app';
import './styles/tokens.css';
import './styles/layout.css';
import './styles/parts.css';
import './styles/content.css';
import './styles/map.css';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no element #app');
new App(root).start();
