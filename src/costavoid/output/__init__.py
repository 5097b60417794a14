"""What an answer is shown as: words, charts, documents.

Comes in: an `Answer`. Goes out: sentences, pictures, Word, Excel, HTML and Markdown.
Not here: any arithmetic on money; every figure is read off the answer.
"""
