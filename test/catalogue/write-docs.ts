import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CATALOGUE_PAGE, renderCatalogue } from './render-catalogue';

const file = join(__dirname, '../..', CATALOGUE_PAGE);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, renderCatalogue());
