CREATE TABLE `article_words_state` (
	`id` integer PRIMARY KEY NOT NULL CHECK (`id` = 1),
	`tokeniser` text NOT NULL,
	`unindexedBelow` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `article_words_state` SELECT 1, '', coalesce(max(`id`) + 1, 0) FROM `articles`;
