"""Files as the usual programs write them: python-docx, EbookLib, Python's zipfile and codecs.

Argument: an empty folder. Says as JSON, for each file, what a reader is to find in it: `text` is what
python-docx reads from its own document, and for the others what was put in.
"""

import io
import json
import sys

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.shared import Cm
from docx.table import Table
from ebooklib import epub
from material_archives import archives
from material_files import CHINESE, FOUND, HOSTILE, TRADITIONAL, WESTERN, png, put

def put_docx(name: str, document: Document, text: str | None = None, **more: object) -> None:
    packed = io.BytesIO()
    document.save(packed)
    read = docx.Document(io.BytesIO(packed.getvalue()))
    blocks: list[str] = []
    for block in read.iter_inner_content():
        if isinstance(block, Table):
            blocks.extend("\t".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            blocks.append(block.text)
    put(name, packed.getvalue(), "\n\n".join(blocks) if text is None else text, **more)


def documents() -> None:
    outline = docx.Document()
    outline.add_heading("潮账", 0)
    for number in ("一", "二", "三"):
        outline.add_heading(f"第{number}章 雨", 1)
        outline.add_heading("场景", 2)
        outline.add_paragraph(CHINESE)
    headings = [
        "1 潮账",
        *[line for number in "一二三" for line in (f"1 第{number}章 雨", "2 场景")],
    ]
    put_docx("word-outline.docx", outline, headings=headings)

    plain = docx.Document()
    plain.add_paragraph("Chapter One")
    plain.add_paragraph(WESTERN)
    plain.add_paragraph("Chapter Two: Rain")
    plain.add_paragraph(HOSTILE)
    put_docx("word-no-styles.docx", plain, headings=["2 Chapter One", "2 Chapter Two: Rain"])

    broken = docx.Document()
    paragraph = broken.add_paragraph("one\ttab\nline")
    paragraph.add_run().add_break(WD_BREAK.LINE)
    paragraph.add_run("after  two   spaces ")
    paragraph.add_run("bold").bold = True
    broken.add_page_break()
    broken.add_paragraph("")
    broken.add_paragraph("next page")
    put_docx(
        "word-breaks.docx",
        broken,
        "one\ttab\nline\nafter  two   spaces bold\n\n\n\n\n\nnext page",
    )

    table = docx.Document()
    grid = table.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            grid.cell(row, column).text = f"{row}{column} 字"
    table.add_paragraph("below")
    put_docx("word-table.docx", table)

    nested = docx.Document()
    cell = nested.add_table(rows=1, cols=2).cell(0, 0)
    cell.text = "out"
    cell.add_table(rows=1, cols=2).cell(0, 1).text = "in"
    put_docx("word-nested-table.docx", nested, "out\n\tin\n\t")

    picture = docx.Document()
    picture.add_paragraph("before")
    picture.add_picture(io.BytesIO(png()), width=Cm(1))
    picture.add_paragraph("after")
    put_docx("word-picture.docx", picture, left_out=["images"])

    comment = docx.Document()
    run = comment.add_paragraph().add_run("said of")
    comment.add_comment(run, text="Not the writer's own text.", author="Editor")
    put_docx("word-comment.docx", comment, left_out=["comments"])

    headed = docx.Document()
    headed.sections[0].header.paragraphs[0].text = "On every page"
    headed.sections[0].footer.paragraphs[0].text = "Below"
    headed.add_paragraph("body")
    put_docx("word-header.docx", headed, "body")

    styled = docx.Document()
    own = styled.styles.add_style("Kapitel", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = styled.styles["Heading 2"]
    styled.add_paragraph("Eins", style=own)
    styled.add_paragraph("item", style="List Bullet")
    styled.add_paragraph("second", style="List Number")
    styled.add_paragraph("said", style="Intense Quote")
    put_docx("word-own-style.docx", styled, headings=["2 Eins"])

    long = docx.Document()
    for chapter in range(1, 201):
        long.add_heading(f"第{chapter}回", 1)
        long.add_paragraph(CHINESE * 20)
    put_docx("word-200-chapters.docx", long, sections=200)


Page = tuple[str, list[tuple[str, str]]]


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def put_epub(
    name: str,
    pages: list[Page],
    more: list[epub.EpubItem] | None = None,
    **found: object,
) -> None:
    book = epub.EpubBook()
    book.set_identifier("urn:uuid:7f6f1f0e-0000-4000-8000-000000000001")
    book.set_title("Book")
    book.set_language("zh")
    items: list[epub.EpubHtml] = []
    for file, blocks in pages:
        item = epub.EpubHtml(title=file, file_name=file, lang="zh")
        item.content = "".join(
            f"<{tag}>{text if tag == 'div' else escaped(text)}</{tag}>" for tag, text in blocks
        )
        book.add_item(item)
        items.append(item)
    for item in more or []:
        book.add_item(item)
    book.toc = items
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.spine = ["nav", *items]
    packed = io.BytesIO()
    epub.write_epub(packed, book)
    text = "\n\n".join(text for _, blocks in pages for _, text in blocks)
    put(name, packed.getvalue(), str(found.pop("text", text)), **found)


def books() -> None:
    chapters: list[Page] = [
        (f"c{number}.xhtml", [("h1", f"第{number}章"), ("p", CHINESE), ("p", HOSTILE)])
        for number in (1, 2, 10)
    ]
    put_epub("ebook-chapters.epub", chapters, headings=["1 第1章", "1 第2章", "1 第10章"])
    levels = [
        ("h1", "Part One"),
        ("h2", "Chapter 1"),
        ("p", WESTERN),
        ("h2", "Chapter 2"),
        ("blockquote", "x"),
    ]
    put_epub(
        "ebook-levels.epub",
        [("text/all.xhtml", levels)],
        headings=["1 Part One", "2 Chapter 1", "2 Chapter 2"],
    )
    style = epub.EpubItem(
        uid="css",
        file_name="style/a.css",
        media_type="text/css",
        content=b"p { color: red }",
    )
    cover = epub.EpubItem(uid="png", file_name="i/a.png", media_type="image/png", content=png())
    pictured: list[Page] = [
        (
            "a.xhtml",
            [("div", '<p>before</p><img src="i/a.png" alt="A bell"/><p>after</p>')],
        )
    ]
    put_epub(
        "ebook-pictures.epub",
        pictured,
        [style, cover],
        text="before\n\nafter",
        left_out=["images"],
    )
    ruby: list[Page] = [("a.xhtml", [("div", "<p><ruby>鐘<rt>しょう</rt></ruby>が鳴る</p>")])]
    put_epub("ebook-ruby.epub", ruby, text="鐘が鳴る")
    listed: list[Page] = [
        (
            "a.xhtml",
            [("div", "<ul><li>one</li><li>two<br/>lines</li></ul><pre>a\n  b</pre>")],
        )
    ]
    put_epub("ebook-lists.epub", listed, text="one\n\ntwo\nlines\n\na\n  b")
    named: list[Page] = [
        ("第 1 章/甲 &amp;.xhtml".replace("&amp;", "和"), [("p", "named in Chinese")])
    ]
    put_epub("ebook-names.epub", named)


def texts() -> None:
    long = "\r\n".join([CHINESE] * 3000)
    for codec in (
        "gb18030",
        "gbk",
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
    ):
        put(f"{codec}.txt", long.encode(codec), long)
    put("big5.txt", (TRADITIONAL * 2000).encode("big5"), TRADITIONAL * 2000)
    put("cp1252.txt", (f"{WESTERN}\n" * 2000).encode("cp1252"), f"{WESTERN}\n" * 2000)
    put("one-line.txt", (CHINESE * 4000).encode("gbk"), CHINESE * 4000, sections=1)
    put(
        "old-mac.md",
        b"# One\rtext\r# Two\r",
        "# One\rtext\r# Two\r",
        headings=["1 One", "1 Two"],
    )


documents()
books()
archives()
texts()
json.dump(FOUND, sys.stdout)
