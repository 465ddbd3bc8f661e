/** Imported before n8n: its logger speaks, which `npm test` silences, so that a test can read what it says. */
process.env['N8N_LOG_LEVEL'] = 'info';
