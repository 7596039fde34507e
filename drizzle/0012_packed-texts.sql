ALTER TABLE `article_revisions` ADD `texts` blob DEFAULT x'' NOT NULL;--> statement-breakpoint
UPDATE `article_revisions` SET `texts` = pack_texts(`summary`, '', `html`);--> statement-breakpoint
ALTER TABLE `article_revisions` DROP COLUMN `summary`;--> statement-breakpoint
ALTER TABLE `article_revisions` DROP COLUMN `html`;--> statement-breakpoint
ALTER TABLE `articles` ADD `texts` blob DEFAULT x'' NOT NULL;--> statement-breakpoint
UPDATE `articles` SET `texts` = pack_texts(`summary`, `text`, `html`);--> statement-breakpoint
ALTER TABLE `articles` DROP COLUMN `summary`;--> statement-breakpoint
ALTER TABLE `articles` DROP COLUMN `html`;--> statement-breakpoint
ALTER TABLE `articles` DROP COLUMN `text`;
