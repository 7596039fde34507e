CREATE TABLE `separations` (
	`articleId` integer NOT NULL,
	`otherId` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`articleId`, `otherId`),
	FOREIGN KEY (`articleId`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`otherId`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
