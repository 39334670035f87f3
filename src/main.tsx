import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './ui/app.tsx';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import './ui/theme/shell.css';
import './ui/theme/graph.css';
import './ui/theme/far.css';
import './ui/theme/chips.css';
import './ui/theme/timeline.css';
import './ui/theme/track.css';
import './ui/theme/dock.css';
import './ui/theme/terminal.css';
import './ui/theme/editor.css';
import './ui/theme/small.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
