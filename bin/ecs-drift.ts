#!/usr/bin/env node
import { run } from '../lib/cli/run';

void run(process);
