"""The business-case pack: Word, Excel, HTML and Markdown. Nothing here is calculated."""
