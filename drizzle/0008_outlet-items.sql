CREATE TABLE `outlet_items` (
	`outletId` text PRIMARY KEY NOT NULL,
	`items` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `outlet_items` SELECT `id`, (SELECT json_group_array(json_array(NULL, value)) FROM json_each(`listed`)) FROM `outlets`;--> statement-breakpoint
ALTER TABLE `outlets` DROP COLUMN `listed`;--> statement-breakpoint
ALTER TABLE `outlets` DROP COLUMN `slices`;