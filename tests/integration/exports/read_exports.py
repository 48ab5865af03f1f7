"""Opens exported files with programs that are not ours, and says as JSON what they found.

Arguments: a folder of files, and the JSON schema of the exports.
"""

import json
import sys
import warnings
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import jsonschema
from ebooklib import ITEM_DOCUMENT, epub

warnings.simplefilter("ignore")


def read_docx(path: Path) -> dict[str, object]:
    document = docx.Document(str(path))
    return {
        "text": [paragraph.text for paragraph in document.paragraphs],
        "headings": [
            [paragraph.style.name, paragraph.text]
            for paragraph in document.paragraphs
            if paragraph.style is not None and paragraph.style.name.startswith(("Heading", "Title"))
        ],
        "comments": [comment.text for comment in document.comments],
        "title": document.core_properties.title,
        "hasContents": any(
            "TOC" in (node.text or "") for node in document.element.iter() if node.tag.endswith("instrText")
        ),
    }


def read_epub(path: Path) -> dict[str, object]:
    with zipfile.ZipFile(path) as zipped:
        first = zipped.infolist()[0]
        links: list[str] = []
        ids: list[str] = []
        text: list[str] = []
        for name in zipped.namelist():
            if not name.endswith((".xhtml", ".opf", ".xml")):
                continue
            root = ElementTree.fromstring(zipped.read(name))
            if not name.endswith(".xhtml"):
                continue
            file = name.split("/")[-1]
            ids.append(file)
            for node in root.iter():
                if "id" in node.attrib:
                    ids.append(f"{file}#{node.attrib['id']}")
                if "href" in node.attrib and node.tag.endswith("}a"):
                    links.append(node.attrib["href"])
            if file != "contents.xhtml":
                text.extend(piece for piece in root.itertext() if piece.strip())
    book = epub.read_epub(str(path))
    return {
        "first": [first.filename, first.compress_type, len(first.extra)],
        "text": text,
        "broken": [link for link in links if link not in set(ids)],
        "links": len(links),
        "title": book.get_metadata("DC", "title")[0][0],
        "language": book.get_metadata("DC", "language")[0][0],
        "documents": len(list(book.get_items_of_type(ITEM_DOCUMENT))),
        "contents": len(book.toc),
    }


def read_vault(path: Path) -> dict[str, object]:
    with zipfile.ZipFile(path) as zipped:
        assert zipped.testzip() is None
        return {name: zipped.read(name).decode() for name in zipped.namelist()}


def main(folder: Path, schema_path: Path) -> None:
    schema = json.loads(schema_path.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    found: dict[str, object] = {}
    for path in sorted(folder.iterdir()):
        match path.suffix:
            case ".docx":
                found[path.name] = read_docx(path)
            case ".epub":
                found[path.name] = read_epub(path)
            case ".zip":
                found[path.name] = read_vault(path)
            case ".json":
                value = json.loads(path.read_text())
                found[path.name] = {"invalid": [error.message[:300] for error in validator.iter_errors(value)]}
    json.dump(found, sys.stdout)


main(Path(sys.argv[1]), Path(sys.argv[2]))
