CREATE TABLE `config_revisions` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`config` text NOT NULL
);
