import { createRoot } from 'react-dom/client'
import { App } from './app'
import './style/ground.css'
import './style/shell.css'
import './style/things.css'
import './style/files.css'
import './telephone/telephone.css'
import './style/print.css'

createRoot(document.getElementById('root')!).render(<App />)
