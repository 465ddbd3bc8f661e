// node register-package.cjs DATABASE PACKAGE: adds an unpacked community package to n8n's tables of installed packages.
// It needs n8n's Node 24, which includes node:sqlite.
const { join } = require('node:path');
const { DatabaseSync } = require('node:sqlite');

const [databaseFile, folder] = process.argv.slice(2);
const { name, version, author, n8n } = require(join(folder, 'package.json'));

// n8n's format: UTC, without T and Z.
const now = new Date().toISOString().replace('T', ' ').replace('Z', '');
const database = new DatabaseSync(databaseFile, { timeout: 10_000 });
database.exec('BEGIN IMMEDIATE');
database.prepare('DELETE FROM installed_nodes WHERE package = ?').run(name);
database.prepare('DELETE FROM installed_packages WHERE packageName = ?').run(name);
database
	.prepare(
		'INSERT INTO installed_packages (packageName, installedVersion, authorName, authorEmail, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)',
	)
	.run(name, version, author.name, author.email, now, now);
for (const path of n8n.nodes) {
	for (const NodeType of Object.values(require(join(folder, path)))) {
		const { description } = new NodeType();
		const versions = [description.version].flat();
		database
			.prepare(
				'INSERT INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)',
			)
			.run(description.displayName, `${name}.${description.name}`, Math.max(...versions), name);
	}
}
database.exec('COMMIT');
database.close();
