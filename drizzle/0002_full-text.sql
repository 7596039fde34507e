CREATE VIRTUAL TABLE `article_words` USING fts5(
  title, summary, text, author, categories,
  content='', contentless_delete=1, detail=column, tokenize="ascii tokenchars '+#.'''"
);
