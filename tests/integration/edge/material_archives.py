"""Archives of notes as the usual programs pack them."""

import io
import zipfile

from material_files import CHINESE, HOSTILE, png, put


class Forward(io.RawIOBase):
    """A stream that cannot go back: sizes stand behind what is packed."""

    def __init__(self) -> None:
        self.packed = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        assert isinstance(data, bytes | bytearray | memoryview)
        self.packed += data
        return len(data)


NOTES = {
    "Vault/1 Chapters/第2章 钟.md": f"# 第2章 钟\n\n{CHINESE}\n",
    "Vault/1 Chapters/第10章 雨.md": f"# 第10章 雨\n\n{HOSTILE}\n",
    "Vault/Characters/Mara.md": "---\naliases: [M]\n---\n\nKeeps [[The bell]].\n",
    "Vault/Places/The bell.md": "It rings.\n",
}
IN_ORDER = "".join(NOTES.values())


def noted(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = method
    return info


def zipped(method: int, more: dict[str, bytes] | None = None, *, forced: bool = False) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, text in NOTES.items():
            with archive.open(noted(name, method), "w", force_zip64=forced) as file:
                file.write(text.encode())
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return packed.getvalue()


def archives() -> None:
    put("vault-deflated.zip", zipped(zipfile.ZIP_DEFLATED), IN_ORDER, sections=4)
    put("vault-stored.zip", zipped(zipfile.ZIP_STORED), IN_ORDER, sections=4)
    put(
        "vault-zip64.zip",
        zipped(zipfile.ZIP_DEFLATED, forced=True),
        IN_ORDER,
        sections=4,
    )
    own = {
        "Vault/.obsidian/app.json": b"{}",
        "__MACOSX/Vault/._x.md": b"\x00\x05",
        "Vault/cover.png": png(),
        "Vault/empty/": b"",
    }
    put(
        "vault-of-programs.zip",
        zipped(zipfile.ZIP_DEFLATED, own),
        IN_ORDER,
        left_out=["other_files"],
    )
    forward = Forward()
    with zipfile.ZipFile(io.BufferedWriter(forward), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in NOTES.items():
            archive.writestr(name, text)
    put("vault-streamed.zip", bytes(forward.packed), IN_ORDER, sections=4)
    bzip = zipped(zipfile.ZIP_BZIP2)
    put("vault-bzip2.zip", bzip, "", refused="UNSUPPORTED_KIND")
