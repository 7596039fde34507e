CREATE TABLE `article_revisions` (
	`articleId` integer NOT NULL,
	`revision` integer NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`html` text NOT NULL,
	`replacedAt` integer NOT NULL,
	PRIMARY KEY(`articleId`, `revision`),
	FOREIGN KEY (`articleId`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `articles` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`outletId` text NOT NULL,
	`guid` text NOT NULL,
	`altKey` text,
	`url` text,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`html` text NOT NULL,
	`text` text NOT NULL,
	`author` text,
	`language` text,
	`direction` text NOT NULL,
	`categories` text NOT NULL,
	`image` text,
	`enclosures` text NOT NULL,
	`publishedAt` integer,
	`seenAt` integer NOT NULL,
	`eventAt` integer NOT NULL,
	`updatedAt` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`contentHash` text NOT NULL,
	`knownAt` integer NOT NULL,
	`placedAt` integer,
	`prunedAt` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `articles_identity` ON `articles` (`outletId`,`guid`);--> statement-breakpoint
CREATE INDEX `articles_alt_key` ON `articles` (`outletId`,`altKey`);--> statement-breakpoint
CREATE INDEX `articles_waiting` ON `articles` (`id`) WHERE "placedAt" is null and "prunedAt" is null;--> statement-breakpoint
CREATE INDEX `articles_event` ON `articles` (`eventAt`);--> statement-breakpoint
CREATE INDEX `articles_of_outlet` ON `articles` (`outletId`,`eventAt`);--> statement-breakpoint
CREATE TABLE `entries` (
	`topicId` text NOT NULL,
	`publicId` text NOT NULL,
	`storyId` integer NOT NULL,
	`enteredAt` integer NOT NULL,
	`updatedAt` integer NOT NULL,
	`changedAt` integer NOT NULL,
	`leftAt` integer,
	`why` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`topicId`, `publicId`),
	FOREIGN KEY (`storyId`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `entries_of_feed` ON `entries` (`topicId`,`enteredAt`,`publicId`) WHERE "leftAt" is null;--> statement-breakpoint
CREATE INDEX `entries_of_story` ON `entries` (`storyId`);--> statement-breakpoint
CREATE TABLE `entry_changes` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topicId` text NOT NULL,
	`publicId` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`snapshot` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `entry_changes_of_topic` ON `entry_changes` (`topicId`,`seq`);--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outlets` (
	`id` text PRIMARY KEY NOT NULL,
	`publicId` text NOT NULL,
	`url` text NOT NULL,
	`feedUrl` text,
	`title` text,
	`siteUrl` text,
	`language` text,
	`everyMs` integer NOT NULL,
	`private` integer DEFAULT false NOT NULL,
	`etag` text,
	`lastModified` text,
	`bodyHash` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`nextVisitAt` integer NOT NULL,
	`leaseUntil` integer DEFAULT 0 NOT NULL,
	`firstVisitAt` integer,
	`lastVisitAt` integer,
	`lastGoodAt` integer,
	`listed` text DEFAULT '[]' NOT NULL,
	`removedAt` integer
);
--> statement-breakpoint
CREATE INDEX `outlets_due` ON `outlets` (`nextVisitAt`);--> statement-breakpoint
CREATE TABLE `placements` (
	`articleId` integer PRIMARY KEY NOT NULL,
	`storyId` integer NOT NULL,
	`score` real NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`articleId`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`storyId`) REFERENCES `stories`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `placements_of_story` ON `placements` (`storyId`);--> statement-breakpoint
CREATE TABLE `stories` (
	`id` integer PRIMARY KEY NOT NULL,
	`publicId` text NOT NULL,
	`language` text,
	`leadId` integer,
	`title` text DEFAULT '' NOT NULL,
	`firstSeenAt` integer NOT NULL,
	`updatedAt` integer NOT NULL,
	`articleCount` integer DEFAULT 0 NOT NULL,
	`outletCount` integer DEFAULT 0 NOT NULL,
	`independentCount` integer DEFAULT 0 NOT NULL,
	`keywords` text DEFAULT '[]' NOT NULL,
	`mergedInto` integer,
	`fileAt` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stories_publicId_unique` ON `stories` (`publicId`);--> statement-breakpoint
CREATE INDEX `stories_to_file` ON `stories` (`fileAt`) WHERE "fileAt" is not null;--> statement-breakpoint
CREATE TABLE `story_changes` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`storyId` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `topics` (
	`id` text PRIMARY KEY NOT NULL,
	`publicId` text NOT NULL,
	`title` text NOT NULL,
	`description` text,
	`definition` text NOT NULL,
	`createdAt` integer NOT NULL,
	`removedAt` integer
);
--> statement-breakpoint
CREATE TABLE `visits` (
	`id` integer PRIMARY KEY NOT NULL,
	`outletId` text NOT NULL,
	`at` integer NOT NULL,
	`tookMs` integer NOT NULL,
	`outcome` text NOT NULL,
	`status` integer,
	`bytes` integer NOT NULL,
	`newArticles` integer NOT NULL,
	`changedArticles` integer NOT NULL,
	`problem` text,
	`repairs` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `visits_of_outlet` ON `visits` (`outletId`,`at`);--> statement-breakpoint
CREATE INDEX `visits_at` ON `visits` (`at`);