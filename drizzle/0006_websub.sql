CREATE TABLE `hub_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`mode` text NOT NULL,
	`topicUrl` text NOT NULL,
	`callback` text NOT NULL,
	`secret` text,
	`leaseMs` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`dueAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hub_requests_identity` ON `hub_requests` (`topicUrl`,`callback`);--> statement-breakpoint
CREATE INDEX `hub_requests_due` ON `hub_requests` (`dueAt`);--> statement-breakpoint
CREATE TABLE `subscribers` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`topicId` text NOT NULL,
	`format` text NOT NULL,
	`callback` text NOT NULL,
	`secret` text,
	`leaseUntil` integer,
	`cursor` integer NOT NULL,
	`dueAt` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`failingSince` integer,
	`deliveredAt` integer,
	`problem` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscribers_identity` ON `subscribers` (`topicId`,`format`,`callback`,`kind`);--> statement-breakpoint
CREATE INDEX `subscribers_due` ON `subscribers` (`dueAt`) WHERE "dueAt" is not null;--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`outletId` text NOT NULL,
	`hubUrl` text NOT NULL,
	`topicUrl` text NOT NULL,
	`token` text NOT NULL,
	`secret` text NOT NULL,
	`leaving` integer DEFAULT false NOT NULL,
	`leaseUntil` integer,
	`dueAt` integer NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`misses` integer DEFAULT 0 NOT NULL,
	`pushedAt` integer,
	`ownVisitAt` integer,
	`problem` text
);
--> statement-breakpoint
CREATE INDEX `subscriptions_of_outlet` ON `subscriptions` (`outletId`);--> statement-breakpoint
CREATE INDEX `subscriptions_due` ON `subscriptions` (`dueAt`);--> statement-breakpoint
ALTER TABLE `entry_changes` ADD `pushes` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `entry_changes_pushed` ON `entry_changes` (`topicId`,`seq`) WHERE "pushes";