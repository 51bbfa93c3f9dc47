// What the console says of articles, in English.

export default {
  "section.articles": "Articles", "article.search": "Search articles", "article.none": "No article seems to answer this.", "article.not_found": "Nothing was found.",
  "article.text": "Insert", "article.as_link": "Link", "article.insert": "Insert the article as text", "article.link": "Insert a link to the article", "article.internal": "team only",
  "article.answered": "This answered it", "article.renewing": "The search is being renewed.", "event.answer_taught": "{who} said which article answers this",
};
