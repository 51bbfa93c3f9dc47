"""The catalogue: everything that can happen to articles, one sentence each. `data` names article and language."""

ARTICLE_WRITTEN = "article_written"  # a draft was begun or changed; data: article, language, revision
ARTICLE_SUBMITTED = "article_submitted"  # its writer wants a second person to look; data: article, language
ARTICLE_APPROVED = "article_approved"  # somebody else found it good
ARTICLE_SENT_BACK = "article_sent_back"  # somebody else wants changes; data: why
ARTICLE_SCHEDULED = "article_scheduled"  # it appears by itself; data: at
ARTICLE_PUBLISHED = "article_published"  # readers see this text from now on; data: article, language, revision
ARTICLE_WITHDRAWN = "article_withdrawn"  # readers no longer see it in this language
ARTICLE_CHANGED = "article_changed"  # who may see it, where it stands, who owns it, its phrasings
ARTICLE_REMOVED = "article_removed"  # it is in the trash, or out of it again; data: removed
WORDING_CHANGED = "wording_changed"  # a synonym, a spelling or a stop word
ARTICLE_RATED = "article_rated"  # a reader said whether it helped; data: article, language, helpful
ANSWER_TAUGHT = "answer_taught"  # on a ticket: this article answered it; data: article, language, how
CHANGES_WHAT_IS_FOUND = (ARTICLE_PUBLISHED, ARTICLE_WITHDRAWN, ARTICLE_CHANGED, ARTICLE_REMOVED)
