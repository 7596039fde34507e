CREATE TABLE `open_articles` (
	`number` integer PRIMARY KEY NOT NULL,
	`articleId` integer NOT NULL,
	`outletId` text NOT NULL,
	`language` text,
	`eventAt` integer NOT NULL,
	`features` blob NOT NULL,
	`left` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX `open_articles_left` ON `open_articles` (`number`) WHERE "left";--> statement-breakpoint
CREATE TABLE `open_neighbours` (
	`number` integer PRIMARY KEY NOT NULL,
	`near` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `open_window` (
	`name` text PRIMARY KEY NOT NULL,
	`value` blob NOT NULL
);
--> statement-breakpoint
DROP INDEX `articles_waiting`;--> statement-breakpoint
CREATE INDEX `articles_waiting` ON `articles` (`eventAt`,`id`) WHERE "placedAt" is null and "prunedAt" is null;