"""What is a file that somebody sends: one that we take, and of which kind? By how it begins, whatever it is called."""

from dataclasses import dataclass

from resource_app.errors import N_, BadInput

LARGEST = 5 * 1024 * 1024  # bytes
MOST_SENT = LARGEST + 3 * 1024 * 1024  # a file that is somewhat too large is still told so on the form


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of document, known by how it begins."""

    begins: bytes
    mime: str
    ending: str


FILE_KINDS: tuple[FileKind, ...] = (
    FileKind(b"%PDF-", "application/pdf", "pdf"),
    FileKind(b"\xff\xd8\xff", "image/jpeg", "jpg"),
    FileKind(b"\x89PNG\r\n\x1a\n", "image/png", "png"),
)


def kind_of(raw: bytes) -> FileKind:
    """What a document is; raises BadInput for one that we do not take."""
    if len(raw) > LARGEST:
        raise BadInput(N_("This file is larger than 5 MB. Take a smaller picture of it."), "document")
    for kind in FILE_KINDS:
        if raw.startswith(kind.begins):
            return kind
    raise BadInput(N_("Choose a file that is a PDF, a JPEG or a PNG."), "document")
