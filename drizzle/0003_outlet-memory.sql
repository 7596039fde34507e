CREATE TABLE `outlet_days` (
	`outletId` text NOT NULL,
	`day` integer NOT NULL,
	`articles` integer NOT NULL,
	PRIMARY KEY(`outletId`, `day`)
);
--> statement-breakpoint
ALTER TABLE `outlets` ADD `movedTo` text;--> statement-breakpoint
ALTER TABLE `outlets` ADD `moveSeenOnce` text;--> statement-breakpoint
ALTER TABLE `outlets` ADD `goneAt` integer;--> statement-breakpoint
ALTER TABLE `outlets` ADD `hints` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `outlets` ADD `repairs` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `outlets` ADD `failingSince` integer;--> statement-breakpoint
ALTER TABLE `outlets` ADD `retryAt` integer;--> statement-breakpoint
ALTER TABLE `outlets` ADD `slices` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `outlets` ADD `articleCount` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `outlets` SET `articleCount` = (SELECT count(*) FROM `articles` WHERE `articles`.`outletId` = `outlets`.`id`);--> statement-breakpoint
INSERT INTO `outlet_days` SELECT `outletId`, `eventAt` / 86400000, count(*) FROM `articles` GROUP BY 1, 2;
