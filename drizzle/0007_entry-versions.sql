CREATE TABLE `topic_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`topicId` text NOT NULL,
	`createdAt` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `entry_changes` ADD `enteredAt` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `entry_changes` ADD `number` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `entry_changes` ADD `modifiedAt` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `entry_changes_of_entry` ON `entry_changes` (`topicId`,`publicId`,`seq`);--> statement-breakpoint
CREATE INDEX `entry_changes_numbered` ON `entry_changes` (`topicId`,`number`);--> statement-breakpoint
CREATE INDEX `entry_changes_entered` ON `entry_changes` (`topicId`,`enteredAt`,`publicId`,`seq`) WHERE "kind" = 'entered';--> statement-breakpoint
ALTER TABLE `topics` ADD `private` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `entries_changed` ON `entries` (`topicId`,`seq`);--> statement-breakpoint
UPDATE `entry_changes` SET `number` = `counted`.`number`, `enteredAt` = json_extract(`snapshot`, '$.enteredAt'), `modifiedAt` = (`at` + 999) / 1000 * 1000 FROM (SELECT `seq`, row_number() OVER (PARTITION BY `topicId` ORDER BY `seq`) AS `number` FROM `entry_changes`) AS `counted` WHERE `counted`.`seq` = `entry_changes`.`seq`;
