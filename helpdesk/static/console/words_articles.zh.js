// What the console says of articles, in Chinese.

export default {
  "section.articles": "知识库", "article.search": "搜索文章", "article.none": "没有匹配的文章。", "article.not_found": "没有找到相关文章。",
  "article.text": "插入正文", "article.as_link": "链接", "article.insert": "插入文章正文", "article.link": "插入文章链接", "article.internal": "仅团队",
  "article.answered": "这篇解决了问题", "article.renewing": "搜索正在更新。", "event.answer_taught": "{who} 标记了解决此工单的文章",
};
