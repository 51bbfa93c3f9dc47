"""What WeChat and WeCom share: sealed XML, its signature, and an API that is asked with an access token."""
