"""Pages in the forms of real outlets and of the systems that they are made with, in our own words.

Each with the headline, the authors and the date that a reader sees, and its paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass

FIRST = "The old harbour bridge was closed to all traffic after engineers found cracks in a girder."
SECOND = "Repairs are expected to last until October, the county said in a statement on Monday."
_STORY = f"<p>{FIRST}</p><p>{SECOND}</p>"


@dataclass(frozen=True, slots=True)
class PageForm:
    """A page, and what a reader sees on it."""

    name: str
    head: str
    body: str
    title: str = "Harbour bridge closed after cracks are found"
    author: str | None = None
    published: str | None = None
    lang: str = "en"

    @property
    def html(self) -> bytes:
        page = f'<html lang="{self.lang}"><head>{self.head}</head><body>{self.body}</body></html>'
        return page.encode()


def _ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


T = "Harbour bridge closed after cracks are found"
FORMS = (
    PageForm(
        "broadsheet",
        f"<title>{T} | Bridges | The Lensford Post</title><meta property='og:title'"
        f" content='{T}'><meta property='og:site_name' content='the Lensford Post'>"
        + _ld(f'{{"@type":"NewsArticle","headline":"{T}","datePublished":"2024-06-03T10:00:00Z",'
              '"author":[{"@type":"Person","name":"Nadia Okafor"}]}'),
        f"<header><a href='/'>The Lensford Post</a></header><main><article><h1>{T}</h1>{_STORY}",
        author="Nadia Okafor", published="2024-06-03",
    ),
    PageForm(
        "broadcaster",
        f"<title>{T} - LBC News</title><meta property='og:title' content='{T} - LBC News'>"
        + _ld(f'{{"@type":"ReportageNewsArticle","headline":"{T}",'
              '"datePublished":"2024-06-03","publisher":{"@type":"NewsMediaOrganization",'
              '"name":"LBC News"},"author":{"@type":"NewsMediaOrganization","name":"LBC News"}}'),
        f"<main><article><h1>{T}</h1><div data-component='byline-block'><span class='Byline'>By Ann"
        f" Lee</span></div>{_STORY}",
        author="Ann Lee", published="2024-06-03",
    ),
    PageForm(
        "blog system, account",
        f"<title>{T} - Harbour Notes</title><meta property='og:title' content='{T} - Harbour"
        " Notes'><meta property='og:site_name' content='Harbour Notes'>"
        "<meta name='author' content='admin'>"
        "<meta property='article:published_time' content='2024-06-03T08:00:00+00:00'>",
        f"<article><h1 class='entry-title'>{T}</h1><p class='meta'>by <a rel='author'"
        f" title='View all posts by admin'>admin</a></p><div class='entry-content'>{_STORY}",
        published="2024-06-03",
    ),
    PageForm(
        "blog system, all posts",
        f"<title>{T} » Harbour Notes</title><meta property='og:site_name' content='Harbour Notes'>",
        f"<article><h1 class='entry-title'>{T}</h1><div class='entry-content'>{_STORY}</div>"
        "<div class='author-box'><a href='/author/ann'>View all posts by Ann Lee</a></div>",
        author="Ann Lee",
    ),
    PageForm(
        "blog system, graph",
        f"<title>{T} | Harbour Notes</title>"
        + _ld('{"@context":"https://schema.org","@graph":[{"@type":"Article","headline":"' + T +
              '","author":{"@id":"#p1"},"datePublished":"2024-06-03T08:00:00+00:00"},'
              '{"@type":"WebSite","name":"Harbour Notes"},'
              '{"@type":"Person","@id":"#p1","name":"Bo Ek"}]}'),
        f"<article><h1>{T}</h1><span class='author vcard'><a class='fn'>Bo Ek</a></span>"
        f"<div class='entry-content'>{_STORY}",
        author="Bo Ek", published="2024-06-03",
    ),
    PageForm(
        "blog system, account of someone else",
        f"<title>{T} | Harbour Notes</title><meta name='generator' content='WordPress 6.5'>"
        "<meta name='author' content='Bo Ek'>"
        + _ld('{"@graph":[{"@type":"Article","author":{"@id":"#p1"}},'
              '{"@type":"Person","@id":"#p1","name":"Bo Ek"}]}'),
        f"<article><h1>{T}</h1><p class='byline'>von <b>Ann Lee</b> <i>Chefredakteurin</i></p>"
        f"<div class='entry-content'>{_STORY}",
        author="Ann Lee",
    ),
    PageForm(
        "heading with a kicker, title for search engines",
        f"<title>Bridges: all you need to know about the harbour bridge | The Post</title>"
        f"<meta property='og:title' content='{T} – our live ticker'>"
        "<meta name='twitter:label1' content='Verfasst von'>"
        "<meta name='twitter:data1' content='admin'>",
        f"<h1>The Lensford Post, since 1881</h1><article><h1>{T}</h1>"
        f"<p class='autor byline'>Von Matthias</p>{_STORY}",
        author="Matthias",
    ),
    PageForm(
        "firm as author",
        f"<title>{T}</title><meta name='author' content='Hafenbau Lensford GmbH'>",
        f"<article><h1>{T}</h1><div class='author'>Zur Person</div>"
        f"<a href='/autor/ann-lee'>Ann Lee</a>{_STORY}",
        author="Ann Lee",
    ),
    PageForm(
        "agency",
        f"<title>{T} | Northern Press</title><meta property='og:title' content='{T}'>"
        "<meta property='og:site_name' content='Northern Press'>"
        + _ld('{"@type":"NewsArticle","headline":"' + T + '","author":[{"@type":"Person","name":'
              '"Northern Press"}],"datePublished":"2024-06-03T09:00:00Z"}'),
        f"<h1>{T}</h1><div class='Page-byline'>By <a rel='author'>ANN LEE</a> and <a rel='author'>"
        f"BO EK</a></div><div class='RichTextStoryBody article-body'>{_STORY}",
        author="ANN LEE, BO EK", published="2024-06-03",
    ),
    PageForm(
        "agency, two in a line",
        f"<title>{T} | Reporters</title><meta name='article:author' content='Ann Lee,Bo Ek'>"
        f"<meta property='og:title' content='{T}'>",
        f"<article><h1>{T}</h1><div class='article-body'>{_STORY}",
        author="Ann Lee, Bo Ek",
    ),
    PageForm(
        "magazine in boxes",
        f"<title>{T} | Wires</title><meta property='og:site_name' content='Wires'>",
        f"<main><article><h1>{T}</h1><div class='grid'><div class='body body__container article__"
        f"body'><div class='body__inner-container'><p>{FIRST}</p></div></div></div><div class='ad'>"
        "Advertisement</div><div class='grid'><div class='body body__container article__body'><div"
        f" class='body__inner-container'><p>{SECOND}</p></div></div></div></article></main>",
    ),
    PageForm(
        "newsletter",
        f"<title>{T} - by Ann Lee - Low Tide</title><meta property='og:title' content='{T}'>"
        "<meta name='author' content='Ann Lee'>",
        f"<article><h1 class='post-title'>{T}</h1><div class='body markup'>{_STORY}",
        author="Ann Lee",
    ),
    PageForm(
        "platform",
        f"<title>{T} | by Ann Lee | Low Tide | Medium</title><meta property='og:site_name'"
        f" content='Medium'><meta property='og:title' content='{T}'><meta name='author'"
        " content='Ann Lee'><meta property='article:published_time' content='2024-06-03'>",
        f"<article><div><h1>{T}</h1>{_STORY}</div></article>",
        author="Ann Lee", published="2024-06-03",
    ),
    PageForm(
        "journal",
        f"<title>{T} | Journal of Bridges</title><meta name='citation_title' content='{T}'>"
        "<meta name='citation_author' content='Lee, Ann'><meta name='citation_author'"
        " content='Ek, Bo'><meta name='citation_journal_title' content='Journal of Bridges'>",
        f"<main><h1>{T}</h1>{_STORY}",
        author="Ann Lee, Bo Ek",
    ),
    PageForm(
        "government",
        f"<title>{T} - GOV.EX</title><meta property='og:site_name' content='GOV.EX'>"
        f"<meta property='og:title' content='{T}'><meta name='author' content='Ministry of"
        " Transport'><meta property='article:published_time' content='2024-06-03'>",
        f"<main><h1>{T}</h1><div class='govspeak'>{_STORY}",
        published="2024-06-03",
    ),
    PageForm(
        "local, American date",
        f"<title>{T} – The Lensford Tribune</title>",
        f"<article><h1>{T}</h1><p class='byline'>Nadia Okafor, Staff Writer</p>"
        f"<span class='date'>06/03/2024</span><div class='story-body'>{_STORY}",
        author="Nadia Okafor", published="2024-06-03", lang="en-US",
    ),
    PageForm(
        "local, British date",
        f"<title>{T} | Lensford Gazette</title>",
        f"<article><h1>{T}</h1><p class='byline'>By Nadia Okafor @nadiaok Chief Reporter</p>"
        f"<span class='date'>06/03/2024</span><div class='story-body'>{_STORY}",
        author="Nadia Okafor", published="2024-03-06", lang="en-GB",
    ),
    PageForm(
        "local, date of two readings",
        f"<title>{T} | Lensford Gazette</title><meta name='date' content='06/03/2024'>",
        f"<article><h1>{T}</h1><p class='byline'>June 3, 2024</p><div class='story-body'>{_STORY}",
        published="2024-06-03",
    ),
    PageForm(
        "French",
        "<title>Le pont du vieux port est fermé - Le Port</title><meta property='og:site_name'"
        " content='Le Port'>",
        f"<article><h1>Le pont du vieux port est fermé</h1><span class='author'>Par Anne Leroy"
        f" et Jean Dupont</span><span class='date'>06/03/2024</span><div class='text'>{_STORY}",
        title="Le pont du vieux port est fermé",
        author="Anne Leroy, Jean Dupont", published="2024-03-06", lang="fr",
    ),
    PageForm(
        "German",
        "<title>Hafenbrücke gesperrt: Risse im Träger – Hafenblatt</title><meta"
        " property='og:title' content='Hafenbrücke gesperrt: Risse im Träger'><meta name='author'"
        " content='Hafenblatt'>",
        "<article><h1>Hafenbrücke gesperrt: Risse im Träger</h1><div class='author'>Von Anna Lee"
        f"</div><time datetime='2024-06-03'>3. Juni</time>{_STORY}",
        title="Hafenbrücke gesperrt: Risse im Träger",
        author="Anna Lee", published="2024-06-03", lang="de-DE",
    ),
    PageForm(
        "section in the title",
        f"<title>Business | {T} | Lensford Herald</title><meta name='application-name'"
        " content='Lensford Herald'>",
        f"<div id='logo'><h1>Lensford Herald</h1></div><main><h1>{T}</h1><div class='byline'>Posted"
        f" by <span class='username'>Username</span></div>{_STORY}",
    ),
    PageForm(
        "title that has a dash",
        "<title>Bridge – what now? - Lensford Times</title><meta property='og:site_name'"
        " content='Lensford Times'>",
        f"<article><h1>Bridge – what now?</h1>{_STORY}",
        title="Bridge – what now?",
    ),
    PageForm(
        "nineties",
        "<title>The Lensford Courier: news</title><meta name='publisher' content='Lensford"
        " Courier'>",
        f"<table><tr><td>Home</td><td>Weather</td></tr></table><h1>{T}</h1><p>By Nadia Okafor</p>"
        f"{_STORY}",
        author="Nadia Okafor",
    ),
    PageForm(
        "only a title and a host",
        f"<title>{T} | lensfordsun.com</title><link rel='canonical'"
        " href='https://www.lensfordsun.com/bridge'>",
        f"<div class='headline'>{T}</div><div class='article-body'>{_STORY}",
    ),
    PageForm(
        "comments and other stories",
        f"<title>{T}</title>",
        f"<article><h1>{T}</h1><div class='byline'>By <span itemprop='author'>Ann Lee</span></div>"
        f"<div class='article-body'>{_STORY}</div></article><aside><a rel='author'>C Oz</a></aside>"
        "<div class='comments'><span class='author'>Troll Face</span><p>Never.</p></div>",
        author="Ann Lee",
    ),
    PageForm(
        "wrapper called after a sidebar",
        f"<title>{T}</title>",
        f"<div class='node node-promoted has-sidebar'><h1>{T}</h1><p class='byline'>By Ann Lee</p>"
        f"<div class='article-body'>{_STORY}</div></div>",
        author="Ann Lee",
    ),
    PageForm(
        "author at the foot",
        f"<title>{T}</title>",
        f"<article><h1>{T}</h1><div class='entry-content'>{_STORY}</div>"
        "<footer class='entry-footer'><a rel='author'>Ann Lee</a></footer></article>"
        "<footer><a rel='author'>C Oz</a></footer>",
        author="Ann Lee",
    ),
    PageForm(
        "pen name",
        f"<title>{T} | Harbour Notes</title><meta property='og:site_name' content='Harbour Notes'>",
        f"<article><h1>{T}</h1><p class='meta'>by <span class='author vcard'><a class='url fn n'"
        f" href='/author/7'>gull42</a></span></p><div class='entry-content'>{_STORY}",
        author="gull42",
    ),
    PageForm(
        "site named after who writes it",
        f"<title>{T} | Ann Lee</title><meta property='og:site_name' content='Ann Lee'>",
        f"<article><h1>{T}</h1><p class='byline'>by Ann Lee</p><div class='entry-content'>{_STORY}",
        author="Ann Lee",
    ),
    PageForm(
        "label without a class",
        f"<title>{T}</title>",
        f"<h1>{T}</h1><p>Text & Fotos: Ann Lee</p><div class='article-body'>{_STORY}</div>",
        author="Ann Lee",
    ),
    PageForm(
        "label behind the date",
        f"<title>{T}</title>",
        f"<h1>{T}</h1><div class='article-body'>{_STORY}</div><div><b>Datum:</b> gestern"
        " <b>Autor:</b> Ann Lee <b>Quelle:</b> Lensford Post</div>",
        author="Ann Lee",
    ),
    PageForm(
        "bylines of several stories",
        f"<title>{T}</title>",
        f"<h1>{T}</h1><div class='article-body'>{_STORY}</div>"
        "<p>By Ann Lee</p><p>By Tom Miller</p>",
    ),
    PageForm(
        "review of a book",
        f"<title>{T}</title>",
        f"<h1>{T}</h1><div class='article-body'>{_STORY}</div><div>Autorin: Ann Lee</div>"
        "<div>Verlag: Hafen</div>",
    ),
    PageForm(
        "account that only search engines are shown",
        f"<title>{T}</title><meta name='generator' content='WordPress 6.5'>"
        "<meta name='author' content='Ann Lee'>",
        f"<article><h1>{T}</h1><span class='vcard rich-snippet-hidden'><a rel='author'>Ann Lee</a>"
        f"</span><div class='entry-content'>{_STORY}",
    ),
    PageForm(
        "owner of the site",
        f"<title>{T}</title><meta name='generator' content='TYPO3'><meta name='author'"
        " content='Ann Lee'>",
        f"<article><h1>{T}</h1><div class='entry-content'>{_STORY}</div></article>"
        "<p>© 2024 by Ann Lee. All rights reserved.</p>",
    ),
    PageForm(
        "author of a story that is linked",
        f"<title>{T}</title>",
        f"<article><h1>{T}</h1>{_STORY}</article><a href='/other'>Other <i class='author'>Ann Lee",
    ),
    PageForm(
        "wrapper called after a sidebar, no heading",
        f"<title>{T}</title>",
        "<nav class='post-meta'><b>Ann Miller</b></nav><div class='has-sidebar'>"
        f"<p class='byline'>By Ann Lee</p><div class='article-body'>{_STORY}</div></div>",
        author="Ann Lee",
    ),
    PageForm(
        "metadata with the first of two authors",
        f"<title>{T}</title>"
        + _ld('{"@type":"NewsArticle","author":{"@type":"Person","name":"Xyro Wohl"}}'),
        f"<article><h1>{T}</h1><div class='byline'><a>Xyro Wohl</a>, <a>Ann Lee</a></div>{_STORY}",
        author="Xyro Wohl, Ann Lee",
    ),
    PageForm(
        "metadata with one author, whose account is linked",
        f"<title>{T}</title>"
        + _ld('{"@type":"NewsArticle","author":{"@type":"Person","name":"Ann Lee"}}'),
        f"<article><h1>{T}</h1><div class='byline'>Ann Lee, Account von Ann Lee</div>{_STORY}",
        author="Ann Lee",
    ),
    PageForm(
        "signature below the text",
        f"<title>{T}</title>",
        f"<h1>{T}</h1><div>{_STORY}<p>The ferry sails on.</p><p><i>(Ann Lee)</i></p></div>",
        author="Ann Lee",
    ),
    PageForm(
        "name below a photograph, which is no text",
        f"<title>{T}</title>",
        f"<h1>{T}</h1><div>{_STORY}</div><div><p>The bridge at dusk.</p><p>Ann Lee</p></div>",
    ),
    PageForm(
        "label behind a break",
        f"<title>{T}</title>",
        f"<h1>{T}</h1><div>{_STORY}<br>Author: Ann Lee<br>" + "Bridges of the county. " * 9,
        author="Ann Lee",
    ),
    PageForm(
        "all of it in boxes called after promotion, no heading",
        f"<title>{T}</title>",
        f"<h2>{T}</h2><div class='promo-wrapper'><p>Words: Ann Lee</p>{_STORY}</div>",
        author="Ann Lee",
    ),
    PageForm(
        "box that has an avatar",
        f"<title>{T}</title>",
        f"<article><h1>{T}</h1>{_STORY}</article><div class='meta--has-avatar'><p class='author'>"
        "<a>Ann Lee</a></p></div>",
        author="Ann Lee",
    ),
    PageForm(
        "authors of what is referred to",
        f"<title>{T}</title>",
        f"<article><h1>{T}</h1>{_STORY}<ol><li><meta itemprop='author' content='Tom Miller'>Miller,"
        " Tom: Bridges, 2001</li></ol></article>",
    ),
    PageForm(
        "owner of the site, marked as a name",
        f"<title>{T}</title>",
        f"<article><h1>{T}</h1>{_STORY}</article><div>© 2024 <a class='fn'>Ann Lee</a></div>",
    ),
    PageForm(
        "letter to the editor",
        f"<title>{T}</title>",
        f"<article><h1>{T}</h1>{_STORY}</article><div class='leserbrief'><i class='author'>Ann Lee",
    ),
    PageForm(
        "blog whose name is the first heading",
        f"<title>Ann's Notes » {T}</title>",
        f"<h1>Ann's Notes</h1><h2>{T}</h2><div>{_STORY}</div>",
    ),
    PageForm(
        "section below the headline",
        f"<title>{T} - Roads And Bridges</title>",
        f"<h1>{T}</h1><h2>Roads And Bridges</h2><div>{_STORY}</div>",
    ),
    PageForm(
        "style and invisible hyphens in the heading",
        f"<title>{T}</title>",
        "<h1><style>.c{color:red}</style>Harbour bridge clo\xadsed after cracks are found</h1>"
        f"<div>{_STORY}</div>",
    ),
    PageForm(
        "story of an agency",
        f"<title>{T} | The Post</title><meta property='og:site_name' content='The Post'>",
        f"<article><h1>{T}</h1><p class='credit'>AFP</p>{_STORY}",
        author="AFP",
    ),
    PageForm(
        "story of an agency, its own page",
        f"<title>{T} | AFP</title><meta property='og:site_name' content='AFP'>",
        f"<article><h1>{T}</h1><p class='credit'>AFP</p>{_STORY}",
    ),
    PageForm(
        "agency as an organisation",
        f"<title>{T} | The Post</title>"
        + _ld('{"@type":"NewsArticle","headline":"' + T + '","publisher":{"@type":"Organization",'
              '"name":"The Post"},"author":{"@type":"Organization","name":"Reuters"}}'),
        f"<article><h1>{T}</h1>{_STORY}",
        author="Reuters",
    ),
    PageForm(
        "agency beside a reporter",
        f"<title>{T} | The Post</title><meta name='author' content='Reuters'>",
        f"<article><h1>{T}</h1><p class='byline'>By Ann Lee, Reuters</p>{_STORY}",
        author="Ann Lee",
    ),
    PageForm(
        "agency at the end",
        f"<title>{T} | The Post</title>",
        f"<article><h1>{T}</h1>{_STORY}<p>The works began.</p><p>Boats may pass. (dpa)</p>",
        author="dpa",
    ),
    PageForm(
        "blog at the address of its writer",
        f"<title>{T} | Low Tide</title><meta property='og:site_name' content='Low Tide'>"
        "<link rel='canonical' href='https://hafenkind.wordpress.com/2024/06/03/bridge/'>",
        f"<article><h1>{T}</h1><a rel='author'>hafenkind</a>{_STORY}",
        author="hafenkind", published="2024-06-03",
    ),
    PageForm(
        "byline by its id, and in a box called after a teaser",
        f"<title>{T}</title>",
        f"<article><h1>{T}</h1><div class='teaser__metadata'><p id='author_top'>Ann Lee</p></div>"
        f"{_STORY}",
        author="Ann Lee",
    ),
    PageForm(
        "menu called after the facts",
        f"<title>{T}</title>",
        f"<nav class='post-meta'><b>Ann Miller</b></nav><article><h1>{T}</h1>{_STORY}",
    ),
)  # fmt: skip
